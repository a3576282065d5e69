package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.delivery.Notice;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** @param people for whom there is something to hand over now; {@code full} when there may be more */
    public record Released(Set<String> people, boolean full) {}

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
                return new Released(Set.of(), false);
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
            Set<String> people = new HashSet<>();
            List<OutboxRecord> records = new ArrayList<>();
            for (int i = 0; i < due.size(); i++) {
                MessageRow message = due.get(i).message();
                Candidate candidate = candidates.get(i);
                switch (DispatchGate.byFairUse(facts.of(candidate), candidate.now())) {
                    case Decision.Suppress(Suppression reason, Instant retryAfter) -> {
                        move(connection, message.id(), MessageState.SUPPRESSED, reason, candidate.now());
                        records.add(events.record(
                                DeliveryEvents.Status.SUPPRESSED,
                                message.event(reason.code(), retryAfter, candidate.now(), time.wall())));
                    }
                    case Decision.Send _, Decision.Expire _ -> {
                        facts.count(candidate);
                        move(connection, message.id(), MessageState.QUEUED, null, candidate.now());
                        people.add(message.user());
                    }
                }
            }
            fairUse.write(connection, LANE, facts, now);
            append(connection, records);
            notices.tell(connection, Notice.Kind.QUEUED, people);
            return new Released(people, due.size() == GROUP);
        });
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
                Suppression bySender = Suppression.CANCELLED_BY_SENDER;
                move(connection, message.id(), MessageState.SUPPRESSED, bySender, now);
                append(
                        connection,
                        List.of(events.record(
                                DeliveryEvents.Status.SUPPRESSED, message.event(bySender.code(), now, time.wall()))));
                yield Cancellation.CANCELLED;
            }
            case SUPPRESSED ->
                Suppression.CANCELLED_BY_SENDER.code().equals(reason) ? Cancellation.REPEATED : Cancellation.TOO_LATE;
            case SENT, DELIVERED, READ, EXPIRED -> Cancellation.TOO_LATE;
        };
    }

    private static void append(Connection connection, List<OutboxRecord> records) throws SQLException {
        if (!records.isEmpty()) {
            Outbox.append(connection, LANE, records);
        }
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

    private static void move(
            Connection connection, String id, MessageState next, @Nullable Suppression reason, Instant at)
            throws SQLException {
        boolean ended = next == MessageState.SUPPRESSED;
        try (PreparedStatement update =
                connection.prepareStatement("update message set state = ?, reason = ?, cancelled_at = ?,"
                        + " sealed = case when ? then null else sealed end, kids = case when ? then null else kids end"
                        + " where id = ?")) {
            update.setString(1, next.code());
            update.setString(2, reason == null ? null : reason.code());
            update.setTimestamp(3, ended ? Timestamp.from(at) : null);
            update.setBoolean(4, ended);
            update.setBoolean(5, ended);
            update.setString(6, id);
            update.executeUpdate();
        }
    }
}
