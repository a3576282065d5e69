@NullMarked
package io.assent.notification.rest;

import org.jspecify.annotations.NullMarked;
