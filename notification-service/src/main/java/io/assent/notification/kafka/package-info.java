@NullMarked
package io.assent.notification.kafka;

import org.jspecify.annotations.NullMarked;
