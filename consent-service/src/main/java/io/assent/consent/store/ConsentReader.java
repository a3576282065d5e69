package io.assent.consent.store;

import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Current states, as they are in the database; to be answered only after {@link Acknowledgement}. */
@Singleton
public class ConsentReader {
    private final Database database;

    public ConsentReader(Database database) {
        this.database = database;
    }

    public Optional<Stated> state(String person, String counterpart) {
        return select(person, "and counterpart = ?", counterpart).stream().findFirst();
    }

    /** All contacts of a person, without the ads choice. */
    public List<Stated> contacts(String person) {
        return select(person, "and counterpart <> ? order by counterpart", "ads");
    }

    private List<Stated> select(String person, String condition, String counterpart) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select shard, version, entry, lane_sequence, commit_wait from consent_state where person = ? "
                            + condition)) {
                select.setString(1, person);
                select.setString(2, counterpart);
                List<Stated> states = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        states.add(new Stated(
                                row.getInt(1), row.getLong(2), row.getString(3), row.getLong(4), row.getBoolean(5)));
                    }
                }
                return states;
            }
        });
    }
}
