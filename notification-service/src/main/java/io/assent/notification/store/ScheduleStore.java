package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.notification.delivery.Waiting;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.dispatch.DispatchGate;
import io.assent.notification.dispatch.Suppression;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Messages for later: when their hour has come fair use is asked; consent is asked at the hand-over, as for all. */
@Singleton
public class ScheduleStore {
    private static final int GROUP = 500;
    private static final int LANE = 0;

    private final Database database;
    private final FairUseStore fairUse;
    private final NoticeStore notices;
    private final DeliveryEvents events;
    private final EventTime time;

    public ScheduleStore(
            Database database, FairUseStore fairUse, NoticeStore notices, DeliveryEvents events, EventTime time) {
        this.database = database;
        this.fairUse = fairUse;
        this.notices = notices;
        this.events = events;
        this.time = time;
    }

    /** @param full when there may be more */
    public record Released(List<Waiting> waiting, boolean full) {}

    /** What became of a wish to cancel. */
    public enum Cancellation {
        CANCELLED,
        /** It is cancelled already. */
        REPEATED,
        /** It was handed over, or has ended. */
        TOO_LATE
    }

    private record Due(MessageRow message, Instant at) {}

    /** Lets go what was due by then; whatever another instance holds is its to let go. */
    public Released release(Instant now) {
        return database.transact(connection -> {
            List<Due> due = due(connection, now);
            if (due.isEmpty()) {
                return new Released(List.of(), false);
            }
            List<Candidate> candidates = due.stream()
                    .map(each -> each.message().candidate(time.ofDecision(each.at())))
                    .toList();
            FairUseFacts facts = fairUse.lock(
                    connection,
                    candidates,
                    fairUse.standings(
                            connection,
                            candidates.stream().map(Candidate::company).collect(Collectors.toSet())));
            List<MessageRow> released = new ArrayList<>();
            List<Refused> refused = new ArrayList<>();
            for (int i = 0; i < due.size(); i++) {
                MessageRow message = due.get(i).message();
                Candidate candidate = candidates.get(i);
                switch (DispatchGate.byFairUse(facts.of(candidate), candidate.now())) {
                    case Decision.Suppress suppress -> refused.add(new Refused(message, suppress, candidate.now()));
                    case Decision.Send _, Decision.Expire _ -> {
                        facts.count(candidate);
                        released.add(message);
                    }
                }
            }
            fairUse.write(connection, facts);
            release(connection, released);
            suppress(connection, refused);
            List<Waiting> waiting = released.stream().map(MessageRow::waiting).toList();
            notices.tellQueued(connection, waiting);
            fairUse.sent(
                    connection, LANE, released.stream().map(MessageRow::company).toList(), now);
            return new Released(waiting, due.size() == GROUP);
        });
    }

    private record Refused(MessageRow message, Decision.Suppress decision, Instant at) {}

    private static void release(Connection connection, List<MessageRow> messages) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update message set state = 'queued' where id = any (?)")) {
            update.setArray(
                    1,
                    Sql.texts(connection, messages.stream().map(MessageRow::id).toList()));
            update.executeUpdate();
        }
    }

    private void suppress(Connection connection, List<Refused> refused) throws SQLException {
        if (refused.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("update message set state = 'suppressed',"
                + " reason = refused.reason, cancelled_at = refused.at, sealed = null, kids = null"
                + " from unnest(?::text[], ?::text[], ?::timestamptz[]) as refused (id, reason, at)"
                + " where message.id = refused.id")) {
            update.setArray(
                    1,
                    Sql.texts(
                            connection,
                            refused.stream().map(each -> each.message().id()).toList()));
            update.setArray(
                    2,
                    Sql.texts(
                            connection,
                            refused.stream()
                                    .map(each -> each.decision().reason().code())
                                    .toList()));
            update.setArray(
                    3, Sql.times(connection, refused.stream().map(Refused::at).toList()));
            update.executeUpdate();
        }
        Outbox.append(
                connection,
                LANE,
                refused.stream()
                        .map(each -> events.record(
                                DeliveryEvents.Status.SUPPRESSED,
                                each.message()
                                        .event(
                                                each.decision().reason().code(),
                                                each.decision().retryAfter(),
                                                each.at(),
                                                time.wall())))
                        .toList());
    }

    /** Ends a message of the company before it is handed over; empty when the gate knows of no such message. */
    public Optional<Cancellation> cancel(String company, String messageId, Instant now) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + MessageRow.COLUMNS
                    + ", message.reason from message where id = ? and company = ? for update")) {
                select.setString(1, messageId);
                select.setString(2, company);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    MessageRow message = MessageRow.of(row);
                    String reason = row.getString(MessageRow.WIDTH + 1);
                    return Optional.of(cancel(connection, message, reason, now));
                }
            }
        });
    }

    private Cancellation cancel(Connection connection, MessageRow message, @Nullable String reason, Instant now)
            throws SQLException {
        return switch (message.state()) {
            case SCHEDULED, QUEUED -> {
                if (!now.isBefore(message.expiresAt())) {
                    yield Cancellation.TOO_LATE; // it has expired, though nobody has looked yet
                }
                suppress(
                        connection,
                        List.of(new Refused(message, new Decision.Suppress(Suppression.CANCELLED_BY_SENDER), now)));
                yield Cancellation.CANCELLED;
            }
            case SUPPRESSED ->
                Suppression.CANCELLED_BY_SENDER.code().equals(reason) ? Cancellation.REPEATED : Cancellation.TOO_LATE;
            case SENT, DELIVERED, READ, EXPIRED -> Cancellation.TOO_LATE;
        };
    }

    private static List<Due> due(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + MessageRow.COLUMNS
                + ", message.due_at from message where state = 'scheduled' and due_at <= ?"
                + " order by due_at limit ? for update skip locked")) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setInt(2, GROUP);
            List<Due> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Due(
                            MessageRow.of(row),
                            row.getTimestamp(MessageRow.WIDTH + 1).toInstant()));
                }
            }
            return due;
        }
    }
}
