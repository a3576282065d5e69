package io.assent.consent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that this database holds on a person. A table that names people belongs in here. */
final class ErasedRows {
    /** Without the key nobody can open what was sealed under it, wherever copies of the rows are. */
    private static final List<String> STATEMENTS = List.of(
            "update open_requests set open = open_requests.open - 1 from consent_state as state where state.person = ?"
                    + " and state.request_open and open_requests.company = state.counterpart and open_requests.shard = state.shard",
            "delete from person_key where person = ?",
            "update history set person = null, counterpart = null, sealed = null where person = ?",
            "delete from answer where person = ?",
            "delete from person_age where person = ?",
            "delete from webhook_delivery where person = ?");

    private ErasedRows() {}

    /** Under the lock of the person's shard. @return with whom the person had a state; a company, or {@code ads} */
    static List<String> delete(Connection connection, String person) throws SQLException {
        for (String statement : STATEMENTS) {
            try (PreparedStatement erase = connection.prepareStatement(statement)) {
                erase.setString(1, person);
                erase.executeUpdate();
            }
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from consent_state where person = ? returning counterpart")) {
            delete.setString(1, person);
            List<String> counterparts = new ArrayList<>();
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    counterparts.add(row.getString(1));
                }
            }
            return counterparts;
        }
    }
}
