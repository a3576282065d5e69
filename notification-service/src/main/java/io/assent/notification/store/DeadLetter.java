package io.assent.notification.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.assent.notification.outcome.PageCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that was refused, without its value.
 *
 * @param id topic id, partition and offset: where it lies
 * @param company null when it was taken by REST: the record names it, the letter does not
 * @param eventId that its sender gave it, if it could be read
 * @param reason of the last refusal
 * @param attempts replays that refused it again
 * @param outcome of its replay: taken, repeated (it was taken before) or gone; null while it waits for one
 */
public record DeadLetter(
        String id,
        String topic,
        int partition,
        long offset,
        @Nullable String company,
        @Nullable String eventId,
        String reason,
        String detail,
        Instant refusedAt,
        int attempts,
        @Nullable Instant replayedAt,
        @Nullable String outcome,
        @JsonIgnore PageCursor cursor) {
    static final String COLUMNS = "id, topic, partition, record_offset, company, event_id, reason, detail, refused_at,"
            + " attempts, replayed_at, outcome, position";

    static DeadLetter of(ResultSet row) throws SQLException {
        Timestamp replayedAt = row.getTimestamp(11);
        Instant refusedAt = row.getTimestamp(9).toInstant();
        return new DeadLetter(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                refusedAt,
                row.getInt(10),
                replayedAt == null ? null : replayedAt.toInstant(),
                row.getString(12),
                new PageCursor(refusedAt, row.getLong(13)));
    }

    /** The id that Kafka gave the topic: one that was deleted and created again has another. */
    @JsonIgnore
    public String topicId() {
        return id.substring(0, id.indexOf('/'));
    }
}
