@NullMarked
package io.assent.billing.rating;

import org.jspecify.annotations.NullMarked;
