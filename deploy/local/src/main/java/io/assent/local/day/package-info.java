/** The lines of a day: reading them, in play order. */
@NullMarked
package io.assent.local.day;

import org.jspecify.annotations.NullMarked;
