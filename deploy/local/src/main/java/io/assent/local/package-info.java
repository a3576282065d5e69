/** The launcher and what it runs on this machine. */
@NullMarked
package io.assent.local;

import org.jspecify.annotations.NullMarked;
