package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.sealing.KeyCheck;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What senders ask about their requests: whether a key is free, and how far a message has come. */
@Singleton
public class IntakeStore {
    private final Database database;
    private final FormerKeys formerKeys;

    public IntakeStore(Database database, FormerKeys formerKeys) {
        this.database = database;
        this.formerKeys = formerKeys;
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

    /** What became of the wish to claim an idempotency key. */
    public sealed interface Claim {
        record Claimed() implements Claim {}

        record OtherBody() implements Claim {}

        /** Nothing was claimed: the company seals the message anew. */
        record KeyRevoked(KeyCheck.Result.KeyRevoked keys) implements Claim {}
    }

    /** Claims the key for this body; the same body may come again and again, also when a key has changed since. */
    public Claim claim(Intake intake) {
        return database.transact(connection -> {
            Optional<Claim> claim = insert(connection, intake, false);
            if (claim.isPresent()) {
                return claim.get();
            }
            Optional<KeyCheck.Result.KeyRevoked> revoked = formerKeys.refusal(connection, intake);
            return revoked.isPresent() && !isClaimed(connection, intake)
                    ? new Claim.KeyRevoked(revoked.get())
                    : insert(connection, intake, true).orElseThrow();
        });
    }

    /** Nothing when a former key is among those of the message; unless {@code anyway}. One statement for what is usual. */
    private static Optional<Claim> insert(Connection connection, Intake intake, boolean anyway) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into intake (company, idempotency_key,"
                + " body_hash) select ?::text, ?::text, ?::bytea where ?::boolean or not exists"
                + " (select 1 from former_device_key where person = ? and kid = any (?))"
                + " on conflict (company, idempotency_key)"
                + " do update set body_hash = intake.body_hash returning body_hash")) {
            insert.setString(1, intake.company());
            insert.setString(2, intake.eventId());
            insert.setBytes(3, intake.bodyHash());
            insert.setBoolean(4, anyway);
            insert.setString(5, intake.user());
            insert.setArray(6, Sql.texts(connection, intake.kids()));
            try (ResultSet row = insert.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                boolean same = Arrays.equals(row.getBytes(1), intake.bodyHash());
                return Optional.of(same ? new Claim.Claimed() : new Claim.OtherBody());
            }
        }
    }

    private static boolean isClaimed(Connection connection, Intake intake) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from intake where company = ? and idempotency_key = ?")) {
            select.setString(1, intake.company());
            select.setString(2, intake.eventId());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
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

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        java.sql.Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
