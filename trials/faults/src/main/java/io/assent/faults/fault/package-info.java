/** What is done to the cluster while its clients work. */
@NullMarked
package io.assent.faults.fault;

import org.jspecify.annotations.NullMarked;
