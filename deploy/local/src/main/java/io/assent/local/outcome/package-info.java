/** What came out of a day, and how it differs from what must. */
@NullMarked
package io.assent.local.outcome;

import org.jspecify.annotations.NullMarked;
