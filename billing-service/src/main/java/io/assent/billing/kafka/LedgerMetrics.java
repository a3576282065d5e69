package io.assent.billing.kafka;

import io.assent.billing.store.AccountStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The figure that must be zero, always. */
@ApplicationScoped
public class LedgerMetrics {
    void register(@Observes StartupEvent event, MeterRegistry meters, AccountStore store) {
        Gauge.builder("assent.ledger.imbalance.micros", store, LedgerMetrics::imbalance)
                .description("debits less credits of all ledgers, in micros; anything but zero is a fault")
                .strongReference(true)
                .register(meters);
    }

    private static double imbalance(AccountStore store) {
        AccountStore.Totals totals = store.totals();
        return totals.debitMicros() - totals.creditMicros();
    }
}
