/** Real Kafka and PostgreSQL as child processes, their topics and the local token issuer: one seam for tests and stack. */
@NullMarked
package io.assent.servers;

import org.jspecify.annotations.NullMarked;
