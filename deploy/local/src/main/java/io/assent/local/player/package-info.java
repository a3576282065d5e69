/** Plays a day as its people, companies and messenger would, through the public doors alone. */
@NullMarked
package io.assent.local.player;

import org.jspecify.annotations.NullMarked;
