package io.assent.billing.store;

import io.assent.base.observe.DatabaseFigures;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The figure that must be zero, always, and those that must equal what the other services have. */
@ApplicationScoped
class LedgerFigures {
    void register(@Observes StartupEvent event, DatabaseFigures figures) {
        figures.register(
                "assent.ledger.imbalance.micros",
                "select coalesce(sum(debit_micros - credit_micros), 0) from ledger_balance");
        figures.register(
                "assent.charged.deliveries",
                "select coalesce(sum(postings), 0) from ledger_balance where starts_with(ledger, 'revenue:')"
                        + " and ledger not in ('revenue:ad', 'revenue:chat', 'revenue:setup')");
        figures.register(
                "assent.charged.impressions",
                "select coalesce(sum(postings), 0) from ledger_balance where ledger = 'revenue:ad'");
    }
}
