/** Feeds with ads beside a constant answer. */
@NullMarked
package io.assent.bench.ads;

import org.jspecify.annotations.NullMarked;
