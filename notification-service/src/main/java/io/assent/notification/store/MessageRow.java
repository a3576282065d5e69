package io.assent.notification.store;

import io.assent.notification.delivery.MessageState;
import io.assent.notification.delivery.Waiting;
import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.DispatchRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message as it is stored, with the columns that hand-over, receipts and expiry need. */
public record MessageRow(
        long inbox,
        String id,
        String company,
        String eventId,
        String user,
        Category category,
        @Nullable String country,
        MessageState state,
        List<String> kids,
        List<String> sealed,
        Instant expiresAt,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable String traceparent,
        @Nullable String template) {
    static final String COLUMNS = "message.inbox, message.id, message.company, message.event_id, message.person,"
            + " message.category, message.country, message.state, message.kids, message.sealed, message.expires_at,"
            + " message.occurred_at, message.recorded_at, message.traceparent, message.template";

    /** So many columns; what a statement returns besides comes after them. */
    static final int WIDTH = 15;

    static MessageRow of(ResultSet row) throws SQLException {
        return new MessageRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Category.of(row.getString(6)).orElseThrow(),
                row.getString(7),
                MessageState.of(row.getString(8)),
                words(row.getString(9)),
                words(row.getString(10)),
                row.getTimestamp(11).toInstant(),
                row.getTimestamp(12).toInstant(),
                row.getTimestamp(13).toInstant(),
                row.getString(14),
                row.getString(15));
    }

    DispatchRequest request() {
        return new DispatchRequest(category, true, expiresAt);
    }

    Waiting waiting() {
        return new Waiting(user, category, expiresAt);
    }

    /** Its hour has come. */
    Candidate candidate(Instant now) {
        return new Candidate(id, company, user, category, template, null, now);
    }

    DeliveryEvents.Data event(@Nullable String reason, Instant occurredAt, Instant recordedAt) {
        return event(reason, null, occurredAt, recordedAt);
    }

    DeliveryEvents.Data event(
            @Nullable String reason, @Nullable Instant retryAfter, Instant occurredAt, Instant recordedAt) {
        return new DeliveryEvents.Data(
                id,
                company,
                eventId,
                user,
                category.code(),
                country,
                reason,
                DeliveryEvents.retriable(reason),
                retryAfter,
                occurredAt,
                recordedAt,
                traceparent);
    }

    /** The body sealed to this key, if there is one. */
    public @Nullable String sealedTo(String kid) {
        int index = kids.indexOf(kid);
        return index < 0 ? null : Objects.requireNonNull(sealed.get(index));
    }

    static List<String> words(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
