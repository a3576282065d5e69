/** From a company's request to thousands of devices that listen, and what their connections cost. */
@NullMarked
package io.assent.bench.devices;

import org.jspecify.annotations.NullMarked;
