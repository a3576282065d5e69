package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.notification.delivery.QuietHours;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When people want to be left in peace by what can wait. */
@Singleton
public class QuietHoursStore {
    private final Database database;
    private final EventTime time;

    public QuietHoursStore(Database database, EventTime time) {
        this.database = database;
        this.time = time;
    }

    public Optional<QuietHours> of(String person) {
        return Optional.ofNullable(database.transact(connection -> read(connection, List.of(person)))
                .get(person));
    }

    public void put(String person, QuietHours hours) {
        database.transact(connection -> {
            try (PreparedStatement upsert =
                    connection.prepareStatement("insert into quiet_hours (person, starts, ends, zone)"
                            + " values (?, ?, ?, ?) on conflict (person) do update"
                            + " set starts = excluded.starts, ends = excluded.ends, zone = excluded.zone")) {
                upsert.setString(1, person);
                upsert.setObject(2, hours.starts());
                upsert.setObject(3, hours.ends());
                upsert.setString(4, hours.zone().getId());
                return upsert.executeUpdate();
            }
        });
    }

    public void remove(String person) {
        database.transact(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from quiet_hours where person = ?")) {
                delete.setString(1, person);
                return delete.executeUpdate();
            }
        });
    }

    /** When those messages may be handed over that have to wait, by message id. */
    public Map<String, Instant> dueTimes(Connection connection, Collection<Intake> intakes) throws SQLException {
        List<String> minded = intakes.stream()
                .filter(intake -> intake.terms().respectsQuietHours())
                .map(Intake::user)
                .distinct()
                .toList();
        Map<String, QuietHours> hours = minded.isEmpty() ? Map.of() : read(connection, minded);
        Map<String, Instant> dueTimes = new HashMap<>();
        for (Intake intake : intakes) {
            Instant now = time.ofDecision(intake.now());
            Instant due = intake.terms().dueAt(now);
            QuietHours quiet = intake.terms().respectsQuietHours() ? hours.get(intake.user()) : null;
            Instant dueAt = quiet == null ? due : quiet.after(due);
            if (dueAt.isAfter(now)) {
                dueTimes.put(intake.messageId(), dueAt);
            }
        }
        return dueTimes;
    }

    private static Map<String, QuietHours> read(Connection connection, Collection<String> people) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select person, starts, ends, zone from quiet_hours where person = any (?)")) {
            select.setArray(1, Sql.texts(connection, people));
            Map<String, QuietHours> hours = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    hours.put(
                            row.getString(1),
                            new QuietHours(
                                    row.getObject(2, LocalTime.class),
                                    row.getObject(3, LocalTime.class),
                                    ZoneId.of(row.getString(4))));
                }
            }
            return hours;
        }
    }
}
