@NullMarked
package io.assent.ad.store;

import org.jspecify.annotations.NullMarked;
