package io.assent.notification.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.assent.notification.outcome.Milestones;
import io.assent.notification.outcome.OutcomeStatus;
import io.assent.notification.outcome.PageCursor;
import io.assent.notification.outcome.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message as its sender sees it.
 *
 * @param eventId the sender's own id of it: {@code ce_id}, or the Idempotency-Key
 * @param user {@code erased-…} when the person was erased since
 * @param status accepted, scheduled, sent, delivered, read, suppressed or expired
 * @param template that it names: id and language, with a slash between them
 * @param dueAt when a message for later may be handed over
 * @param timeline the steps that it made, in their order
 */
public record MessageOutcome(
        String messageId,
        String eventId,
        String company,
        String user,
        String category,
        String status,
        @Nullable String reason,
        @Nullable String template,
        Instant occurredAt,
        Instant recordedAt,
        Instant expiresAt,
        @Nullable Instant dueAt,
        @Nullable Instant sentAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        List<Step> timeline,
        @JsonIgnore PageCursor cursor) {
    static final String COLUMNS = "id, event_id, company, person, category, state, reason, occurred_at, recorded_at,"
            + " expires_at, sent_at, delivered_at, read_at, cancelled_at, inbox, template, due_at";

    public OutcomeStatus step() {
        return OutcomeStatus.of(status).orElseThrow();
    }

    static MessageOutcome of(ResultSet row) throws SQLException {
        String state = row.getString(6);
        String status = state.equals("queued") ? "accepted" : state;
        String reason = row.getString(7);
        Instant recordedAt = required(row, 9);
        Milestones times = new Milestones(
                required(row, 8), required(row, 10), time(row, 11), time(row, 12), time(row, 13), time(row, 14));
        return new MessageOutcome(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                status,
                reason,
                row.getString(16),
                times.occurredAt(),
                recordedAt,
                times.expiresAt(),
                time(row, 17),
                times.sentAt(),
                times.deliveredAt(),
                times.readAt(),
                times.steps(status, reason),
                new PageCursor(recordedAt, row.getLong(15)));
    }

    private static Instant required(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(time(row, column));
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
