package io.assent.consent.store;

import io.assent.consent.ConsentConfig;
import io.assent.consent.contact.ContactLimits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The limits as they are set. */
@Singleton
class ConfiguredLimits {
    @Produces
    @Singleton
    static ContactLimits limits(ConsentConfig config) {
        ConsentConfig.Limits limits = config.limits();
        return new ContactLimits(
                Duration.ofDays(limits.pauseAfterDeclineDays()),
                Duration.ofDays(limits.requestOpenDays()),
                Duration.ofDays(limits.refreshDays()),
                limits.consentValidDays(),
                limits.openRequestsOfCompany(),
                limits.openRequestsOfPerson());
    }
}
