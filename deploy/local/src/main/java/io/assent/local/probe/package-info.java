/** Checks all day, from outside, that no means no. */
@NullMarked
package io.assent.local.probe;

import org.jspecify.annotations.NullMarked;
