@NullMarked
package io.assent.ad.campaign;

import org.jspecify.annotations.NullMarked;
