@NullMarked
package io.assent.billing.invoicing;

import org.jspecify.annotations.NullMarked;
