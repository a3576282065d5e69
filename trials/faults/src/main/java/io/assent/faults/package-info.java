/** The trial of Assent's promises under faults. */
@NullMarked
package io.assent.faults;

import org.jspecify.annotations.NullMarked;
