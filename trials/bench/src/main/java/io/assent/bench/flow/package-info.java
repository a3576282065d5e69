/** A request by REST until its device has acknowledged it. */
@NullMarked
package io.assent.bench.flow;

import org.jspecify.annotations.NullMarked;
