package io.assent.base.webhook.store;

import io.assent.exactlyonce.Database;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Forgets deliveries that nobody asks for any more. */
public final class WebhookSweep {
    private static final int GROUP = 1_000;

    private final Database database;
    private final Duration keepDelivered;
    private final Duration keepFailed;

    public WebhookSweep(Database database, Duration keepDelivered, Duration keepFailed) {
        this.database = database;
        this.keepDelivered = keepDelivered;
        this.keepFailed = keepFailed;
    }

    /** What waits for an endpoint that stays disabled is kept as long as what failed. */
    public void run(Instant now) {
        deleteAll("state = 'delivered' and ended_at < ?", now.minus(keepDelivered));
        deleteAll("state = 'failed' and ended_at < ?", now.minus(keepFailed));
        deleteAll(
                "state = 'pending' and created_at < ?"
                        + " and endpoint in (select id from webhook_endpoint where disabled_at is not null)",
                now.minus(keepFailed));
    }

    private void deleteAll(String condition, Instant before) {
        int deleted;
        do {
            deleted = database.transact(connection -> {
                try (PreparedStatement delete = connection.prepareStatement("delete from webhook_delivery where id in"
                        + " (select id from webhook_delivery where " + condition + " limit " + GROUP + ")")) {
                    delete.setTimestamp(1, Timestamp.from(before));
                    return delete.executeUpdate();
                }
            });
        } while (deleted == GROUP);
    }
}
