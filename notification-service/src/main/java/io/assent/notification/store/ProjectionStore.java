package io.assent.notification.store;

import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.FairUseRules;
import io.assent.notification.dispatch.Permission;
import io.assent.notification.dispatch.Suppression;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Applies what other services and the messenger say; a revocation cancels what waits, in the same transaction. */
@Singleton
public class ProjectionStore {
    private final DeliveryEvents events;
    private final FairUseRules rules;

    public ProjectionStore(DeliveryEvents events, FairUseRules rules) {
        this.events = events;
        this.rules = rules;
    }

    /** The state of a contact as the log says. */
    public record ContactState(String user, String company, Permission permission, long version, Instant occurredAt) {}

    /** What the messenger says of a person. */
    public record PersonState(String user, String country, long version) {}

    /** An ad of the company that the person followed. */
    public record AdClick(String user, String company, Instant occurredAt) {}

    /** Opens the windows in which the companies may chat, if the people allow them to. */
    public void applyAdClicks(Connection connection, Collection<AdClick> clicks) throws SQLException {
        WindowRows.open(
                connection,
                clicks.stream()
                        .map(click -> new WindowRows.Opening(
                                click.user(),
                                click.company(),
                                click.occurredAt()
                                        .plus(rules.at(click.occurredAt()).adClickWindow())))
                        .toList());
    }

    /** Applies the states in their order, leaving out those that are not newer than what is known. */
    public void applyContacts(Connection connection, int lane, List<ContactState> states, Instant recordedAt)
            throws SQLException {
        if (states.isEmpty()) {
            return;
        }
        PermissionRows.Newer newer = PermissionRows.newer(connection, states, rules);
        if (newer.states().isEmpty()) {
            return;
        }
        PermissionRows.write(connection, newer);
        List<OutboxRecord> cancelled = cancel(connection, newer.states(), recordedAt);
        if (!cancelled.isEmpty()) {
            Outbox.append(connection, lane, cancelled);
        }
        QualityRows.left(
                connection, lane, newer.left(), newer.states().getFirst().occurredAt());
    }

    public void applyCompanies(Connection connection, Collection<String> companies) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into company (id) select * from unnest(?::text[]) on conflict do nothing")) {
            insert.setArray(
                    1,
                    Sql.texts(connection, companies.stream().sorted().distinct().toList()));
            insert.executeUpdate();
        }
    }

    public void applyPeople(Connection connection, Collection<PersonState> people) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into person (id, country, version) values (?, ?, ?) on conflict (id) do update"
                        + " set country = excluded.country, version = excluded.version where person.version < excluded.version")) {
            for (PersonState person : people) {
                upsert.setString(1, person.user());
                upsert.setString(2, person.country());
                upsert.setLong(3, person.version());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    public void forgetPerson(Connection connection, String user) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from person where id = ?")) {
            delete.setString(1, user);
            delete.executeUpdate();
        }
    }

    /**
     * A block ends everything without a receipt; a withdrawal what was not handed over and is not allowed any more. What
     * had expired by then has expired, even when nobody had looked yet.
     */
    private List<OutboxRecord> cancel(Connection connection, List<ContactState> states, Instant recordedAt)
            throws SQLException {
        List<ContactState> revoking =
                states.stream().filter(state -> !allowed(state).equals(ALL)).toList();
        if (revoking.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement update = connection.prepareStatement("with revoked as (select * from"
                + " unnest(?::text[], ?::text[], ?::boolean[], ?::text[], ?::timestamptz[])"
                + " as revoked (person, company, blocked, allowed, occurred_at))"
                + " update message set state = case when message.expires_at <= revoked.occurred_at then 'expired' else 'suppressed' end,"
                + " reason = case when message.expires_at <= revoked.occurred_at then null when revoked.blocked then ? else ? end,"
                + " cancelled_at = case when message.expires_at > revoked.occurred_at then revoked.occurred_at end,"
                + " sealed = null, kids = null from revoked where message.person = revoked.person"
                + " and message.company = revoked.company and (revoked.blocked and message.state in ('scheduled', 'queued', 'sent')"
                + " or message.state in ('scheduled', 'queued') and message.category <> all (string_to_array(revoked.allowed, ' ')))"
                + " returning " + MessageRow.COLUMNS + ", message.reason, revoked.occurred_at")) {
            update.setArray(
                    1,
                    Sql.texts(
                            connection,
                            revoking.stream().map(ContactState::user).toList()));
            update.setArray(
                    2,
                    Sql.texts(
                            connection,
                            revoking.stream().map(ContactState::company).toList()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "boolean",
                            revoking.stream()
                                    .map(state -> state.permission().blocked())
                                    .toArray()));
            update.setArray(
                    4,
                    Sql.texts(
                            connection,
                            revoking.stream().map(ProjectionStore::allowed).toList()));
            update.setArray(
                    5,
                    Sql.times(
                            connection,
                            revoking.stream().map(ContactState::occurredAt).toList()));
            update.setString(6, Suppression.CANCELLED_BY_BLOCK.code());
            update.setString(7, Suppression.CANCELLED_BY_WITHDRAWAL.code());
            List<OutboxRecord> cancelled = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    cancelled.add(ended(MessageRow.of(row), row, recordedAt));
                }
            }
            return cancelled;
        }
    }

    private OutboxRecord ended(MessageRow message, ResultSet row, Instant recordedAt) throws SQLException {
        return message.state() == MessageState.EXPIRED
                ? events.record(DeliveryEvents.Status.EXPIRED, message.event(null, message.expiresAt(), recordedAt))
                : events.record(
                        DeliveryEvents.Status.SUPPRESSED,
                        message.event(
                                row.getString(MessageRow.WIDTH + 1),
                                row.getTimestamp(MessageRow.WIDTH + 2).toInstant(),
                                recordedAt));
    }

    private static final String ALL =
            Arrays.stream(Category.values()).map(Category::code).collect(Collectors.joining(" "));

    private static String allowed(ContactState state) {
        return Arrays.stream(Category.values())
                .filter(state.permission()::allows)
                .map(Category::code)
                .collect(Collectors.joining(" "));
    }
}
