/** JMH benchmarks of the pure rules; run by hand. */
@NullMarked
package io.assent.bench.pure;

import org.jspecify.annotations.NullMarked;
