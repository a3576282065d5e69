/** What clients asked for and were answered, in the form that the checker reads. */
@NullMarked
package io.assent.faults.history;

import org.jspecify.annotations.NullMarked;
