@NullMarked
package io.assent.notification.sealing;

import org.jspecify.annotations.NullMarked;
