@NullMarked
package io.assent.notification.outcome;

import org.jspecify.annotations.NullMarked;
