/** What a person is shown of their own consent, and in which order: no framework, no texts. */
@NullMarked
package io.assent.consent.privacy;

import org.jspecify.annotations.NullMarked;
