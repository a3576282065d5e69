@NullMarked
package io.assent.billing.ledger;

import org.jspecify.annotations.NullMarked;
