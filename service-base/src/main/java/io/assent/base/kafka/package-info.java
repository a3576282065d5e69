@NullMarked
package io.assent.base.kafka;

import org.jspecify.annotations.NullMarked;
