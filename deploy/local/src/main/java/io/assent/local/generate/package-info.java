/** Writes a day from a seed. */
@NullMarked
package io.assent.local.generate;

import org.jspecify.annotations.NullMarked;
