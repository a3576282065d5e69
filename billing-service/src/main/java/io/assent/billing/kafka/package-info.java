@NullMarked
package io.assent.billing.kafka;

import org.jspecify.annotations.NullMarked;
