@NullMarked
package io.assent.ad.token;

import org.jspecify.annotations.NullMarked;
