/** Grants and revocations beside a bare commit and a bare transactional produce. */
@NullMarked
package io.assent.bench.consent;

import org.jspecify.annotations.NullMarked;
