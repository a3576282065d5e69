/** The inbox of a browser that is a device: a page that holds its key and opens what comes, and what the page asks of us. */
@NullMarked
package io.assent.notification.rest.page;

import org.jspecify.annotations.NullMarked;
