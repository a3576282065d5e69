/** Says what is wrong with a line. */
@NullMarked
package io.assent.local.check;

import org.jspecify.annotations.NullMarked;
