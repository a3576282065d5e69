/** Delivery events on Kafka until they are in the ledger. */
@NullMarked
package io.assent.bench.bill;

import org.jspecify.annotations.NullMarked;
