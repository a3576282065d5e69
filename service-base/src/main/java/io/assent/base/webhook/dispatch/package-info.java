/** The loop that sends what is due, and what it needs: keys, checked addresses, an HTTP client. */
@NullMarked
package io.assent.base.webhook.dispatch;

import org.jspecify.annotations.NullMarked;
