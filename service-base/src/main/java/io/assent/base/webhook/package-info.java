/** The rules of webhooks, without a framework: what may be called, when it is tried again, and when it is given up. */
@NullMarked
package io.assent.base.webhook;

import org.jspecify.annotations.NullMarked;
