package io.assent.consent.kafka;

import io.assent.base.webhook.WebhookOffer;
import io.assent.consent.contact.ContactChange;
import io.assent.consent.store.CompanyStore;
import io.assent.consent.webhook.ContactNews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What companies can be told of their contacts. */
@ApplicationScoped
class ContactWebhookOffer {
    @Produces
    @Singleton
    WebhookOffer offer(CompanyStore companies) {
        return new WebhookOffer(
                Arrays.stream(ContactChange.values())
                        .map(change -> ContactNews.TYPE_PREFIX + change.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                ContactNews.TYPE_PREFIX,
                companies::isOnboarded);
    }
}
