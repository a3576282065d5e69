/** What a company's service needs to write to people: seal, send, follow, and read what they write back. */
@NullMarked
package io.assent.notification.client;

import org.jspecify.annotations.NullMarked;
