package io.assent.consent.store;

import io.assent.consent.age.AgeBand;
import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What the messenger has told of people's ages. */
@Singleton
public class AgeStore {
    private final Database database;

    public AgeStore(Database database) {
        this.database = database;
    }

    /** @param version of the messenger's record */
    public record Age(String person, AgeBand band, long version) {}

    /** Nothing when the messenger has told nothing. */
    public Optional<Age> find(String person) {
        return database.transact(connection ->
                AgeRows.select(connection, List.of(person)).values().stream().findFirst());
    }

    /** Leaves out what is not newer than what is known. */
    public void apply(Connection connection, List<Age> ages) throws SQLException {
        AgeRows.upsert(connection, ages);
    }

    public void forget(Connection connection, String person) throws SQLException {
        AgeRows.delete(connection, person);
    }
}
