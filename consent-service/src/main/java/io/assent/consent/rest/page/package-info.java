/** The privacy page: what {@code privacy} says is to be shown, as HTML, and the forms that decide. */
@NullMarked
package io.assent.consent.rest.page;

import org.jspecify.annotations.NullMarked;
