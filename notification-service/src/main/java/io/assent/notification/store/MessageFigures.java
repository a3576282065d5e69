package io.assent.notification.store;

import io.assent.base.observe.DatabaseFigures;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What only the database knows. */
@ApplicationScoped
class MessageFigures {
    void register(@Observes StartupEvent event, DatabaseFigures figures) {
        figures.register("assent.delivered.messages", "select coalesce(sum(messages), 0) from delivered_count");
        figures.register("assent.dead.letters.waiting", "select count(*) from dead_letter where replayed_at is null");
        figures.register("assent.companies.yellow", "select count(*) from company where quality = 'yellow'");
        figures.register("assent.companies.red", "select count(*) from company where quality = 'red'");
        // In a replay time passes as far as the watermark says.
        figures.register(
                "assent.companies.paused",
                "select count(*) from company where marketing_paused_until > coalesce((select time from watermark), now())");
        // So many are as bad as more.
        figures.register(
                "assent.messages.overdue",
                "select count(*) from (select from message where state in ('scheduled', 'queued', 'sent') and expires_at"
                        + " < coalesce((select time from watermark), now()) - interval '1 minute'"
                        + " order by expires_at limit 10000) as overdue");
    }
}
