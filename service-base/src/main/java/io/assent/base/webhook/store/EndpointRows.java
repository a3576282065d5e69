package io.assent.base.webhook.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on {@code webhook_endpoint}. */
final class EndpointRows {
    private static final String SELECT = "select id, company, url, types, created_at, disabled_at, disabled_reason,"
            + " failing_since, failures, last_delivered_at from webhook_endpoint where company = ? ";

    private EndpointRows() {}

    /** Of one company at a time, so that a bound on their number holds. */
    static void lockCompany(Connection connection, String company) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtext('webhook'), hashtext(?))")) {
            lock.setString(1, company);
            lock.execute();
        }
    }

    static List<WebhookEndpoint> all(Connection connection, String company) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "order by created_at, id")) {
            select.setString(1, company);
            return read(select);
        }
    }

    static Optional<WebhookEndpoint> one(Connection connection, String company, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "and id = ?")) {
            select.setString(1, company);
            select.setString(2, id);
            return read(select).stream().findFirst();
        }
    }

    static void insert(Connection connection, WebhookEndpoint endpoint) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into webhook_endpoint (id, company, url, types, created_at) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, endpoint.id());
            insert.setString(2, endpoint.company());
            insert.setString(3, endpoint.url());
            insert.setArray(4, connection.createArrayOf("text", endpoint.types().toArray()));
            insert.setTimestamp(5, Timestamp.from(endpoint.createdAt()));
            insert.executeUpdate();
        }
    }

    static boolean delete(Connection connection, String company, String id) throws SQLException {
        return update(connection, "delete from webhook_endpoint where company = ? and id = ?", company, id);
    }

    static boolean enable(Connection connection, String company, String id) throws SQLException {
        return update(
                connection,
                "update webhook_endpoint set disabled_at = null, disabled_reason = null, failing_since = null,"
                        + " failures = 0 where company = ? and id = ?",
                company,
                id);
    }

    private static boolean update(Connection connection, String sql, String company, String id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, company);
            update.setString(2, id);
            return update.executeUpdate() > 0;
        }
    }

    private static List<WebhookEndpoint> read(PreparedStatement select) throws SQLException {
        List<WebhookEndpoint> endpoints = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Instant disabledAt = Times.read(row, 6);
                endpoints.add(new WebhookEndpoint(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        texts(row, 4),
                        Times.readRequired(row, 5),
                        disabledAt == null ? null : new WebhookEndpoint.Disabled(disabledAt, row.getString(7)),
                        Times.read(row, 8),
                        row.getLong(9),
                        Times.read(row, 10)));
            }
        }
        return endpoints;
    }

    static List<String> texts(ResultSet row, int index) throws SQLException {
        return List.of((String[]) row.getArray(index).getArray());
    }

    /** Times as rows have them. */
    static final class Times {
        private Times() {}

        static @Nullable Instant read(ResultSet row, int index) throws SQLException {
            Timestamp time = row.getTimestamp(index);
            return time == null ? null : time.toInstant();
        }

        static Instant readRequired(ResultSet row, int index) throws SQLException {
            return row.getTimestamp(index).toInstant();
        }
    }
}
