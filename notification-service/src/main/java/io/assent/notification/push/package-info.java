/** Wakes devices that do not listen, through the push services of their makers, without a word of what waits. */
@NullMarked
package io.assent.notification.push;

import org.jspecify.annotations.NullMarked;
