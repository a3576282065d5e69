/** Endpoints and deliveries in the service's own database. */
@NullMarked
package io.assent.base.webhook.store;

import org.jspecify.annotations.NullMarked;
