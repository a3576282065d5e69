@NullMarked
package io.assent.consent.webhook;

import org.jspecify.annotations.NullMarked;
