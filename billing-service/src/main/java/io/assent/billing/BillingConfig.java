package io.assent.billing;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of billing-service. */
@ConfigMapping(prefix = "assent.billing")
public interface BillingConfig {
    /** Path of the rate card, a CSV file; the one in the service when absent. */
    Optional<String> rateCard();
}
