/** What every service does the same way: errors, callers, event time, and the binding of exactly-once to Quarkus. */
@NullMarked
package io.assent.base;

import org.jspecify.annotations.NullMarked;
