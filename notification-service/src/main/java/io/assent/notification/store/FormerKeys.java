package io.assent.notification.store;

import io.assent.notification.sealing.KeyCheck;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys that were rotated or revoked. They are looked for only when a message names a key that is not current. */
@Singleton
public class FormerKeys {
    /** @param current kids of the recipient's devices */
    public record Asked(Intake intake, Set<String> current) {}

    /** In the order of what is asked; one statement. */
    public List<KeyCheck.Result> check(Connection connection, List<Asked> asked) throws SQLException {
        Map<String, Set<String>> former = formerKids(connection, asked);
        List<KeyCheck.Result> results = new ArrayList<>(asked.size());
        for (Asked each : asked) {
            Set<String> ofPerson = former.getOrDefault(each.intake().user(), Set.of());
            results.add(KeyCheck.check(each.intake().kids(), each.current(), ofPerson));
        }
        return results;
    }

    /**
     * At the door, before a message is on Kafka: whether the company is to seal it anew. Who may not see the keys is told
     * nothing here, as by the directory.
     */
    public Optional<KeyCheck.Result.KeyRevoked> refusal(Connection connection, Intake intake) throws SQLException {
        if (!KeyStore.permission(connection, intake.user(), intake.company()).allows(intake.category())) {
            return Optional.empty();
        }
        Asked asked = new Asked(intake, currentKids(connection, intake.user()));
        return check(connection, List.of(asked)).getFirst() instanceof KeyCheck.Result.KeyRevoked revoked
                ? Optional.of(revoked)
                : Optional.empty();
    }

    private static Set<String> currentKids(Connection connection, String person) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select kid from device_key where person = ?")) {
            select.setString(1, person);
            Set<String> kids = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    kids.add(row.getString(1));
                }
            }
            return kids;
        }
    }

    private static Map<String, Set<String>> formerKids(Connection connection, List<Asked> asked) throws SQLException {
        List<String> people = new ArrayList<>();
        List<String> kids = new ArrayList<>();
        for (Asked each : asked) {
            for (String kid : each.intake().kids()) {
                people.add(each.intake().user());
                kids.add(kid);
            }
        }
        try (PreparedStatement select =
                connection.prepareStatement("select person, kid from former_device_key where (person, kid) in"
                        + " (select * from unnest(?::text[], ?::text[]))")) {
            select.setArray(1, Sql.texts(connection, people));
            select.setArray(2, Sql.texts(connection, kids));
            Map<String, Set<String>> former = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    former.computeIfAbsent(row.getString(1), _ -> new HashSet<>())
                            .add(row.getString(2));
                }
            }
            return former;
        }
    }
}
