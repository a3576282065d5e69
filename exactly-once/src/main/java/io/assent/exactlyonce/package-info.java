/** Kafka and PostgreSQL without loss, doubles or stale reads: fenced positions, an ordered outbox, read barriers. */
@NullMarked
package io.assent.exactlyonce;

import org.jspecify.annotations.NullMarked;
