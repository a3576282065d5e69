/** Checks proofs offline, for somebody who does not trust the services that gave them. */
@NullMarked
package io.assent.local.verify;

import org.jspecify.annotations.NullMarked;
