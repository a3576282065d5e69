/** Real servers and services as processes, with the handles to hurt them. */
@NullMarked
package io.assent.faults.cluster;

import org.jspecify.annotations.NullMarked;
