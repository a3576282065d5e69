package io.assent.base.webhook.dispatch;

import io.assent.base.webhook.WebhookUrl;
import io.assent.base.webhook.store.Registration.Refused;
import java.util.Optional;

/** Refuses at once a URL that would never be sent to. */
public final class RegistrationCheck {
    private final AddressLookup lookup;
    private final boolean allowInsecure;

    /** @param allowInsecure true when TLS may be missing */
    public RegistrationCheck(AddressLookup lookup, boolean allowInsecure) {
        this.lookup = lookup;
        this.allowInsecure = allowInsecure;
    }

    public Optional<Refused> refusal(String text) {
        Optional<WebhookUrl> url = WebhookUrl.parse(text);
        if (url.isEmpty()) {
            return Optional.of(new Refused("invalid_field", "url: an https URL without user and fragment"));
        }
        if (!url.get().tls() && !allowInsecure) {
            return Optional.of(new Refused("invalid_field", "url: https is required"));
        }
        return switch (lookup.find(url.get().host())) {
            case AddressLookup.Found.Allowed _ -> Optional.empty();
            case AddressLookup.Found.Forbidden() -> notAllowed("its host is not on the public internet");
            case AddressLookup.Found.Unknown() -> notAllowed("its host has no address");
        };
    }

    private static Optional<Refused> notAllowed(String detail) {
        return Optional.of(new Refused("webhook_address_not_allowed", detail));
    }
}
