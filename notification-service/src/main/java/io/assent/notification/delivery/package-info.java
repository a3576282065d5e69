@NullMarked
package io.assent.notification.delivery;

import org.jspecify.annotations.NullMarked;
