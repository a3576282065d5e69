/** Files of decisions that were taken elsewhere: how their lines are read, and the report of what became of them. */
@NullMarked
package io.assent.consent.imports;

import org.jspecify.annotations.NullMarked;
