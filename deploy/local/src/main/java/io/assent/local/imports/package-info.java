/** Brings files of consents that people gave elsewhere to consent-service, a batch at a time. */
@NullMarked
package io.assent.local.imports;

import org.jspecify.annotations.NullMarked;
