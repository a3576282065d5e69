@NullMarked
package io.assent.consent.store;

import org.jspecify.annotations.NullMarked;
