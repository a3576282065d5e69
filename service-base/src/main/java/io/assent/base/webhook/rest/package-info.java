/** The door of companies to their webhooks, in services that are built with {@code assent.webhooks=true}. */
@NullMarked
package io.assent.base.webhook.rest;

import org.jspecify.annotations.NullMarked;
