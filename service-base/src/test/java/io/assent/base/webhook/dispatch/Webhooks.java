package io.assent.base.webhook.dispatch;

import io.assent.base.webhook.WebhookMessage;
import io.assent.base.webhook.store.DeliveryClaims;
import io.assent.base.webhook.store.Registration;
import io.assent.base.webhook.store.WebhookEndpoints;
import io.assent.base.webhook.store.WebhookFanout;
import io.assent.exactlyonce.Database;
import io.assent.servers.PostgresServer;
import io.assent.servers.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The tables of webhooks on a real PostgreSQL, without a service around them. */
final class Webhooks {
    private static final String NAME = "webhooks";
    private static final PGSimpleDataSource DATA_SOURCE = prepared();

    static final String COMPANY = "parcelhub";
    static final Database DATABASE = new Database(DATA_SOURCE);

    private Webhooks() {}

    private static PGSimpleDataSource prepared() {
        TestServers servers = TestServers.ofThisJvm();
        servers.createDatabase(NAME);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(servers.jdbcUrl(NAME));
        source.setUser(NAME);
        source.setPassword(PostgresServer.PASSWORD);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                InputStream migration = Webhooks.class.getResourceAsStream("/db/webhook/V0_11__webhooks.sql")) {
            statement.execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        return source;
    }

    static void forgetAll() {
        // An instance that was told to stop may still be writing something down: then this is done again.
        DATABASE.transact(connection -> connection.createStatement().execute("truncate webhook_endpoint cascade"));
    }

    static String register(String url) {
        return ((Registration.Registered)
                        new WebhookEndpoints(DATABASE).register(COMPANY, url, List.of(), Instant.now()))
                .endpoint()
                .id();
    }

    /** In this order, each about this person. */
    static void happen(String person, String... events) {
        List<WebhookMessage> messages = List.of(events).stream()
                .map(event -> new WebhookMessage(event, COMPANY, person, "thing.happened", body(event), Instant.now()))
                .toList();
        DATABASE.transact(connection -> {
            WebhookFanout.append(connection, messages, Instant.now());
            return messages;
        });
    }

    static String body(String event) {
        return "{\"event\":\"" + event + "\"}";
    }

    static DeliveryClaims claims(Duration lease) {
        return new DeliveryClaims(DATABASE, lease);
    }

    static int count(String condition) {
        return Integer.parseInt(value("select count(*) from webhook_delivery where " + condition));
    }

    static String value(String sql) {
        try (Connection connection = DATA_SOURCE.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(String sql) {
        try (Connection connection = DATA_SOURCE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
