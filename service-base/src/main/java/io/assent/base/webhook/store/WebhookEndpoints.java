package io.assent.base.webhook.store;

import io.assent.exactlyonce.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The endpoints of companies. */
public final class WebhookEndpoints {
    private static final int MAX_PER_COMPANY = 10;
    private static final int ID_BYTES = 15;

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    public WebhookEndpoints(Database database) {
        this.database = database;
    }

    /** The same URL with the same types a second time is the same endpoint. */
    public Registration register(String company, String url, List<String> types, Instant now) {
        WebhookEndpoint wanted = new WebhookEndpoint(
                freshId(), company, url, types, now.truncatedTo(ChronoUnit.MICROS), null, null, 0, null);
        return database.transact(connection -> register(connection, wanted));
    }

    private static Registration register(Connection connection, WebhookEndpoint wanted) throws SQLException {
        EndpointRows.lockCompany(connection, wanted.company());
        List<WebhookEndpoint> existing = EndpointRows.all(connection, wanted.company());
        Optional<WebhookEndpoint> same = existing.stream()
                .filter(endpoint -> endpoint.url().equals(wanted.url()))
                .findFirst();
        if (same.isPresent()) {
            return Set.copyOf(same.get().types()).equals(Set.copyOf(wanted.types()))
                    ? new Registration.Existing(same.get())
                    : new Registration.Refused("webhook_exists", "this URL is registered for other changes");
        }
        if (existing.size() >= MAX_PER_COMPANY) {
            return new Registration.Refused(
                    "webhook_limit_reached", "a company has at most " + MAX_PER_COMPANY + " webhooks");
        }
        EndpointRows.insert(connection, wanted);
        return new Registration.Registered(wanted);
    }

    public List<WebhookEndpoint> all(String company) {
        return database.transact(connection -> EndpointRows.all(connection, company));
    }

    public Optional<WebhookEndpoint> one(String company, String id) {
        return database.transact(connection -> EndpointRows.one(connection, company, id));
    }

    /** With all its deliveries. False when there was none. */
    public boolean delete(String company, String id) {
        return database.transact(connection -> EndpointRows.delete(connection, company, id));
    }

    /** What waits goes out at once. False when there is no such endpoint. */
    public boolean enable(String company, String id) {
        return database.transact(connection -> EndpointRows.enable(connection, company, id));
    }

    private String freshId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return "whe_" + Base64.getUrlEncoder().encodeToString(id);
    }
}
