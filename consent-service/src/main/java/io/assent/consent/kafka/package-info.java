@NullMarked
package io.assent.consent.kafka;

import org.jspecify.annotations.NullMarked;
