package io.assent.base.webhook.store;

/** What became of the wish for an endpoint. */
public sealed interface Registration {
    record Registered(WebhookEndpoint endpoint) implements Registration {}

    /** The same wish was granted before. */
    record Existing(WebhookEndpoint endpoint) implements Registration {}

    /** @param reason a stable code */
    record Refused(String reason, String detail) implements Registration {}
}
