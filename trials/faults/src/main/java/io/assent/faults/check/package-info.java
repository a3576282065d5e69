/** The invariants, as pure functions of the evidence. */
@NullMarked
package io.assent.faults.check;

import org.jspecify.annotations.NullMarked;
