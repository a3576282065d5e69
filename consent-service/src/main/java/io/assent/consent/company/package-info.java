@NullMarked
package io.assent.consent.company;

import org.jspecify.annotations.NullMarked;
