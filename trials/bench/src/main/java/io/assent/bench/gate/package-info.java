/** Requests on Kafka until their outcomes are on Kafka. */
@NullMarked
package io.assent.bench.gate;

import org.jspecify.annotations.NullMarked;
