/** People, companies and devices who use the public doors alone, and write down what they were answered. */
@NullMarked
package io.assent.faults.client;

import org.jspecify.annotations.NullMarked;
