@NullMarked
package io.assent.consent;

import org.jspecify.annotations.NullMarked;
