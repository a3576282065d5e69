@NullMarked
package io.assent.consent.contact;

import org.jspecify.annotations.NullMarked;
