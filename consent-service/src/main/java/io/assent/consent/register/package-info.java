/** What the record of processing (GDPR, Art. 30) says of this service: what is stored, for how long, and who receives it. */
@NullMarked
package io.assent.consent.register;

import org.jspecify.annotations.NullMarked;
