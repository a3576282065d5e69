/** What every bench needs: a stack, sides that alternate, processor time, a report. */
@NullMarked
package io.assent.bench.frame;

import org.jspecify.annotations.NullMarked;
