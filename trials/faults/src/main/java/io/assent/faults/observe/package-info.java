/** What the logs hold and what the books say: the other half of the evidence. */
@NullMarked
package io.assent.faults.observe;

import org.jspecify.annotations.NullMarked;
