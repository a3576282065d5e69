/** What pages for people have in common: session, language, protection, and the layout in {@code templates}. */
@NullMarked
package io.assent.base.page;

import org.jspecify.annotations.NullMarked;
