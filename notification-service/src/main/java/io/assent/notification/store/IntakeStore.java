package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What senders ask about their requests: whether a key is free, and how far a message has come. */
@Singleton
public class IntakeStore {
    private final Database database;

    public IntakeStore(Database database) {
        this.database = database;
    }

    /** A message as its sender sees it. */
    public record Life(
            String messageId,
            String company,
            String status,
            @Nullable String reason,
            @Nullable String template,
            Instant occurredAt,
            @Nullable Instant dueAt,
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}

    public boolean knowsCompany(String company) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select 1 from company where id = ?")) {
                select.setString(1, company);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** Claims the key for this body. False when it came with another one; the same body may come again and again. */
    public boolean claim(Intake intake) {
        return database.transact(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into intake (company, idempotency_key,"
                    + " body_hash) values (?, ?, ?) on conflict (company, idempotency_key)"
                    + " do update set body_hash = intake.body_hash returning body_hash")) {
                insert.setString(1, intake.company());
                insert.setString(2, intake.eventId());
                insert.setBytes(3, intake.bodyHash());
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return Arrays.equals(row.getBytes(1), intake.bodyHash());
                }
            }
        });
    }

    public Optional<Life> life(String messageId) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select id, company, state, reason, template,"
                    + " occurred_at, due_at, sent_at, delivered_at, read_at from message where id = ?")) {
                select.setString(1, messageId);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    String state = row.getString(3);
                    return Optional.of(new Life(
                            row.getString(1),
                            row.getString(2),
                            state.equals("queued") ? "accepted" : state,
                            row.getString(4),
                            row.getString(5),
                            row.getTimestamp(6).toInstant(),
                            instant(row, 7),
                            instant(row, 8),
                            instant(row, 9),
                            instant(row, 10)));
                }
            }
        });
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws java.sql.SQLException {
        java.sql.Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
