package io.assent.consent.store;

import io.assent.base.observe.DatabaseFigures;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What the database knows of erasures, as metrics. */
@Singleton
class ErasureFigures {
    void register(@Observes StartupEvent event, DatabaseFigures figures) {
        figures.register(
                "assent.consent.erasure.open.age.seconds",
                "select coalesce(extract(epoch from clock_timestamp() - min(asked_at)), 0)"
                        + " from erasure where completed_at is null");
    }
}
