/** Guards that are taken away, and what must happen then. */
@NullMarked
package io.assent.faults.mutation;

import org.jspecify.annotations.NullMarked;
