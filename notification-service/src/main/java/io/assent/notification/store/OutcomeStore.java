package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.outcome.OutcomeFilter;
import io.assent.notification.outcome.PageCursor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** What senders ask about their messages. */
@Singleton
public class OutcomeStore {
    /** Rows that one page looks at, at most: who asks for what is rare gets short pages, and costs no more than others. */
    private static final int LOOKED_AT = 10_000;

    private static final int FETCH = 500;
    private static final Instant START = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;

    public OutcomeStore(Database database) {
        this.database = database;
    }

    /** @param next where the next page begins; null when this was the last */
    public record Page(
            List<MessageOutcome> messages, @Nullable PageCursor next) {}

    public Optional<MessageOutcome> one(String company, String messageId) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select " + MessageOutcome.COLUMNS + " from message where id = ? and company = ?")) {
                select.setString(1, messageId);
                select.setString(2, company);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(MessageOutcome.of(row)) : Optional.empty();
                }
            }
        });
    }

    /** The newest first. A page may have fewer than the limit, and others after it all the same. */
    public Page page(String company, OutcomeFilter filter, @Nullable PageCursor after, int limit) {
        return database.transact(connection -> page(connection, company, filter, after, limit));
    }

    private static Page page(
            Connection connection, String company, OutcomeFilter filter, @Nullable PageCursor after, int limit)
            throws SQLException {
        PageCursor below = after == null ? new PageCursor(END, Long.MAX_VALUE) : after;
        // One bound on recorded_at for the index, and the pair for those of the same time.
        try (PreparedStatement select = connection.prepareStatement("select " + MessageOutcome.COLUMNS
                + " from message where company = ? and recorded_at >= ? and recorded_at < ? and recorded_at <= ?"
                + " and (recorded_at, inbox) < (?, ?) order by recorded_at desc, inbox desc limit ?")) {
            // A plan that was made while the table was small would read all of it for ever: so each look is planned.
            select.unwrap(PGStatement.class).setPrepareThreshold(0);
            select.setFetchSize(FETCH);
            select.setString(1, company);
            select.setTimestamp(2, Timestamp.from(Objects.requireNonNullElse(filter.from(), START)));
            select.setTimestamp(3, Timestamp.from(Objects.requireNonNullElse(filter.to(), END)));
            select.setTimestamp(4, Timestamp.from(below.at()));
            select.setTimestamp(5, Timestamp.from(below.at()));
            select.setLong(6, below.position());
            select.setInt(7, LOOKED_AT);
            return read(select, filter, limit);
        }
    }

    private static Page read(PreparedStatement select, OutcomeFilter filter, int limit) throws SQLException {
        List<MessageOutcome> messages = new ArrayList<>();
        PageCursor last = null;
        int looked = 0;
        try (ResultSet row = select.executeQuery()) {
            while (messages.size() < limit && row.next()) {
                MessageOutcome message = MessageOutcome.of(row);
                looked++;
                last = message.cursor();
                if (filter.matches(message.status(), message.reason(), message.category(), message.user())) {
                    messages.add(message);
                }
            }
        }
        boolean more = messages.size() == limit || looked == LOOKED_AT;
        return new Page(messages, more ? last : null);
    }
}
