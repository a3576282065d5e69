@NullMarked
package io.assent.consent.notice;

import org.jspecify.annotations.NullMarked;
