/** From a process to readiness. */
@NullMarked
package io.assent.bench.start;

import org.jspecify.annotations.NullMarked;
