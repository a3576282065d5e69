/** What a person can hold in hand of their consent. */
@NullMarked
package io.assent.consent.receipt;

import org.jspecify.annotations.NullMarked;
