@NullMarked
package io.assent.consent.history;

import org.jspecify.annotations.NullMarked;
