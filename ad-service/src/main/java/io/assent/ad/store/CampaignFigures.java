package io.assent.ad.store;

import io.assent.base.observe.DatabaseFigures;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What only the campaigns' tables know. */
@ApplicationScoped
class CampaignFigures {
    void register(@Observes StartupEvent event, DatabaseFigures figures) {
        figures.register("assent.recorded.impressions", "select coalesce(sum(impressions), 0) from campaign");
        figures.register(
                "assent.budget.headroom.ratio",
                "select coalesce(1 - sum(spent_micros) / nullif(sum(budget_micros), 0), 1) from campaign"
                        + " where not stopped");
        figures.register(
                "assent.budget.overspent.campaigns",
                "select count(*) from campaign where spent_micros > budget_micros");
    }
}
