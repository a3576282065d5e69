@NullMarked
package io.assent.ad;

import org.jspecify.annotations.NullMarked;
