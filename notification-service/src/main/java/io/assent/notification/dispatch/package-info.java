@NullMarked
package io.assent.notification.dispatch;

import org.jspecify.annotations.NullMarked;
