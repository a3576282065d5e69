package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.Partitions;
import io.assent.notification.delivery.MessageIds;
import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.FairUseRules;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people write to companies: kept until the company fetches it, sealed to its key, and never charged. */
@Singleton
public class ChatStore {
    private final Database database;
    private final DeliveryEvents events;
    private final EventTime time;
    private final Traces traces;
    private final FairUseRules fairUse;

    public ChatStore(Database database, DeliveryEvents events, EventTime time, Traces traces, FairUseRules fairUse) {
        this.fairUse = fairUse;
        this.database = database;
        this.events = events;
        this.time = time;
        this.traces = traces;
    }

    /** What became of a message to a company. */
    public enum Outcome {
        TAKEN,
        NO_CONSENT,
        KEY_REUSED
    }

    /** @param cursor to be given as {@code after} for what follows */
    public record Chat(long cursor, String messageId, String user, String sealed, Instant occurredAt) {}

    public Outcome take(String messageId, String user, String company, String sealed, Instant now) {
        return database.transact(connection -> {
            if (!KeyStore.permission(connection, user, company).allows(Category.CHAT)) {
                return Outcome.NO_CONSENT;
            }
            byte[] hash = MessageIds.fingerprint(company, sealed);
            if (!insert(connection, messageId, user, company, sealed, hash, now)) {
                return Arrays.equals(hash, storedHash(connection, messageId)) ? Outcome.TAKEN : Outcome.KEY_REUSED;
            }
            Instant openUntil = now.plus(fairUse.at(now).chatWindow());
            WindowRows.open(connection, List.of(new WindowRows.Opening(user, company, openUntil)));
            DeliveryEvents.Data data = new DeliveryEvents.Data(
                    messageId,
                    company,
                    null,
                    user,
                    Category.CHAT.code(),
                    country(connection, user),
                    null,
                    null,
                    null,
                    now,
                    time.wall(),
                    traces.current());
            Outbox.append(
                    connection,
                    Partitions.of(user, 24),
                    List.of(events.record(DeliveryEvents.Status.CHAT_REPLIED, data)));
            return Outcome.TAKEN;
        });
    }

    public List<Chat> after(String company, long cursor, int limit) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select position, message_id, person, sealed,"
                    + " occurred_at from chat where company = ? and position > ? order by position limit ?")) {
                select.setString(1, company);
                select.setLong(2, cursor);
                select.setInt(3, limit);
                List<Chat> chats = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        chats.add(new Chat(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant()));
                    }
                }
                return chats;
            }
        });
    }

    private static boolean insert(
            Connection connection, String id, String user, String company, String sealed, byte[] hash, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into chat (message_id, company, person,"
                + " body_hash, sealed, occurred_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, id);
            insert.setString(2, company);
            insert.setString(3, user);
            insert.setBytes(4, hash);
            insert.setString(5, sealed);
            insert.setTimestamp(6, Timestamp.from(now));
            return insert.executeUpdate() == 1;
        }
    }

    private static byte @Nullable [] storedHash(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select body_hash from chat where message_id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    private static @Nullable String country(Connection connection, String user) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select country from person where id = ?")) {
            select.setString(1, user);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
