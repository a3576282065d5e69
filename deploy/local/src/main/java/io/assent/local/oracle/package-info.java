/** What must come out of a day, as plainly as can be. */
@NullMarked
package io.assent.local.oracle;

import org.jspecify.annotations.NullMarked;
