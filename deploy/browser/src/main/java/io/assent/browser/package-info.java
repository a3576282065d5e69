/** A real Chromium for tests of pages: start, look, measure, take pictures. */
@NullMarked
package io.assent.browser;

import org.jspecify.annotations.NullMarked;
