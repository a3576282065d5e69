/** The server of the services with nothing in it. */
@NullMarked
package io.assent.constant;

import org.jspecify.annotations.NullMarked;
