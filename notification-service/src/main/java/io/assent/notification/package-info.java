@NullMarked
package io.assent.notification;

import org.jspecify.annotations.NullMarked;
