/** Follows one message, or one withdrawal, through the services. */
@NullMarked
package io.assent.base.trace;

import org.jspecify.annotations.NullMarked;
