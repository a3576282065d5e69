@NullMarked
package io.assent.notification.inbox;

import org.jspecify.annotations.NullMarked;
