/** Measures what Assent does against the physical limit of the same machine in the same run. */
@NullMarked
package io.assent.bench;

import org.jspecify.annotations.NullMarked;
