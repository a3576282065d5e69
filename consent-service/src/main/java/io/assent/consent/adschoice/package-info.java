@NullMarked
package io.assent.consent.adschoice;

import org.jspecify.annotations.NullMarked;
