package io.assent.notification.store;

import io.assent.notification.dispatch.Permission;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the gate knows of senders and recipients; one statement a batch. */
@Singleton
public class RecipientStore {

    /** The recipient of a request, as far as it is known. */
    public record Recipient(@Nullable String country, Permission permission, Set<String> kids) {}

    /** In the order of the requests. */
    public List<Recipient> recipients(Connection connection, List<Intake> requests) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select person.country, permission.state,"
                + " nullif(array_to_string(permission.purposes, E'\\n'), ''), permission.blocked,"
                + " (select string_agg(kid, ' ') from device_key where device_key.person = request.person)"
                + " from unnest(?::text[], ?::text[]) with ordinality as request (person, company, n)"
                + " left join person on person.id = request.person left join permission"
                + " on permission.person = request.person and permission.company = request.company order by n")) {
            select.setArray(
                    1, Sql.texts(connection, requests.stream().map(Intake::user).toList()));
            select.setArray(
                    2,
                    Sql.texts(connection, requests.stream().map(Intake::company).toList()));
            List<Recipient> recipients = new ArrayList<>(requests.size());
            Map<Written, Permission> permissions = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String kids = row.getString(5);
                    recipients.add(new Recipient(
                            row.getString(1),
                            permissions.computeIfAbsent(Written.of(row, 2), Written::permission),
                            kids == null ? Set.of() : new HashSet<>(List.of(kids.split(" ")))));
                }
            }
            return recipients;
        }
    }

    /** A permission as the batch's statement gives it: few differ in a batch, and each is made once. */
    private record Written(@Nullable String state, @Nullable String purposes, boolean blocked) {
        static Written of(ResultSet row, int first) throws SQLException {
            return new Written(row.getString(first), row.getString(first + 1), row.getBoolean(first + 2));
        }

        Permission permission() {
            if (state == null) {
                return Permission.NONE;
            }
            return new Permission(state, purposes == null ? Set.of() : Set.of(purposes.split("\n")), blocked);
        }
    }

    static Permission permission(ResultSet row, int first) throws SQLException {
        if (row.getString(first) == null) {
            return Permission.NONE;
        }
        String[] purposes = (String[]) row.getArray(first + 1).getArray();
        return new Permission(row.getString(first), Set.of(purposes), row.getBoolean(first + 2));
    }
}
