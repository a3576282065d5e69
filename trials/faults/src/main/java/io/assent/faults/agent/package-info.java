/** Loaded into services by {@code -javaagent}: takes one guard away, so that the trial can show that it notices. */
@NullMarked
package io.assent.faults.agent;

import org.jspecify.annotations.NullMarked;
