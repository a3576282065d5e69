@NullMarked
package io.assent.ad.kafka;

import org.jspecify.annotations.NullMarked;
