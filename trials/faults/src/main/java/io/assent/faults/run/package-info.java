/** One run: clients, faults, healing, judgement. */
@NullMarked
package io.assent.faults.run;

import org.jspecify.annotations.NullMarked;
