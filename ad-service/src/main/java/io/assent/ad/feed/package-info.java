@NullMarked
package io.assent.ad.feed;

import org.jspecify.annotations.NullMarked;
