/** The prober, Prometheus and Alertmanager as child processes beside the stack. */
@NullMarked
package io.assent.local.observe;

import org.jspecify.annotations.NullMarked;
