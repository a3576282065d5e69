package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.sealing.KeyCheck;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/** What is looked at before a request is taken: whether its company is known, and its key free. */
@Singleton
public class IntakeStore {
    private final Database database;
    private final FormerKeys formerKeys;

    public IntakeStore(Database database, FormerKeys formerKeys) {
        this.database = database;
        this.formerKeys = formerKeys;
    }

    public boolean knowsCompany(String company) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select 1 from company where id = ?")) {
                select.setString(1, company);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** What became of the wish to claim an idempotency key. */
    public sealed interface Claim {
        record Claimed() implements Claim {}

        record OtherBody() implements Claim {}

        /** Nothing was claimed: the company seals the message anew. */
        record KeyRevoked(KeyCheck.Result.KeyRevoked keys) implements Claim {}
    }

    /** Claims the key for this body; the same body may come again and again, also when a key has changed since. */
    public Claim claim(Intake intake) {
        return database.transact(connection -> {
            Optional<Claim> claim = insert(connection, intake, false);
            if (claim.isPresent()) {
                return claim.get();
            }
            Optional<KeyCheck.Result.KeyRevoked> revoked = formerKeys.refusal(connection, intake);
            return revoked.isPresent() && !isClaimed(connection, intake)
                    ? new Claim.KeyRevoked(revoked.get())
                    : insert(connection, intake, true).orElseThrow();
        });
    }

    /** Nothing when a former key is among those of the message; unless {@code anyway}. One statement for what is usual. */
    private static Optional<Claim> insert(Connection connection, Intake intake, boolean anyway) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into intake (company, idempotency_key,"
                + " body_hash) select ?::text, ?::text, ?::bytea where ?::boolean or not exists"
                + " (select 1 from former_device_key where person = ? and kid = any (?))"
                + " on conflict (company, idempotency_key)"
                + " do update set body_hash = intake.body_hash returning body_hash")) {
            insert.setString(1, intake.company());
            insert.setString(2, intake.eventId());
            insert.setBytes(3, intake.bodyHash());
            insert.setBoolean(4, anyway);
            insert.setString(5, intake.user());
            insert.setArray(6, Sql.texts(connection, intake.kids()));
            try (ResultSet row = insert.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                boolean same = Arrays.equals(row.getBytes(1), intake.bodyHash());
                return Optional.of(same ? new Claim.Claimed() : new Claim.OtherBody());
            }
        }
    }

    private static boolean isClaimed(Connection connection, Intake intake) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from intake where company = ? and idempotency_key = ?")) {
            select.setString(1, intake.company());
            select.setString(2, intake.eventId());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
