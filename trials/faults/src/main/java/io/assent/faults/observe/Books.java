package io.assent.faults.observe;

import io.assent.faults.cluster.PostgresPair;
import io.assent.faults.history.Evidence.Campaign;
import io.assent.faults.history.Evidence.Charge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What billing-service and ad-service have written down. */
public final class Books {
    private final PostgresPair postgres;

    public Books(PostgresPair postgres) {
        this.postgres = postgres;
    }

    public List<Charge> charges() {
        String query = "select event_id, amount_micros, coalesce(sum(debit_micros), 0), coalesce(sum(credit_micros), 0)"
                + " from charge left join ledger_posting using (event_id)"
                + " where category <> 'setup' group by event_id, amount_micros";
        return select(
                "billing", query, row -> new Charge(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }

    public List<Campaign> campaigns(String prefix) {
        String query = "select id, budget_micros, spent_micros, reserved_micros, impressions from campaign";
        return select(
                        "ad",
                        query,
                        row -> new Campaign(
                                row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .stream()
                .filter(campaign -> campaign.id().startsWith(prefix + "-"))
                .toList();
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> select(String database, String query, Reading<T> reading) {
        try (Connection connection = postgres.superuser(database);
                PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (row.next()) {
                found.add(reading.read(row));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the books cannot be read", e);
        }
    }
}
