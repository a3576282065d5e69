/** Kafka, PostgreSQL and the four services as child processes. */
@NullMarked
package io.assent.local.stack;

import org.jspecify.annotations.NullMarked;
