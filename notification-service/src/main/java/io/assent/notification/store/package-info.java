@NullMarked
package io.assent.notification.store;

import org.jspecify.annotations.NullMarked;
