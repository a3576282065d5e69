@NullMarked
package io.assent.ad.memory;

import org.jspecify.annotations.NullMarked;
