/** Append-only logs that outsiders can check: Merkle trees (RFC 9162) and signed statements (RFC 7515). Knows no domain. */
@NullMarked
package io.assent.proof;

import org.jspecify.annotations.NullMarked;
