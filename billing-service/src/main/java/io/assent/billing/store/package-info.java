@NullMarked
package io.assent.billing.store;

import org.jspecify.annotations.NullMarked;
