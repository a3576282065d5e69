package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;

/** What is looked at before a request is taken: whether its company is known, and its key free. */
@Singleton
public class IntakeStore {
    private final Database database;

    public IntakeStore(Database database) {
        this.database = database;
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

    /** Claims the key for this body. False when it came with another one; the same body may come again and again. */
    public boolean claim(Intake intake) {
        return database.transact(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into intake (company, idempotency_key,"
                    + " body_hash) values (?, ?, ?) on conflict (company, idempotency_key)"
                    + " do update set body_hash = intake.body_hash returning body_hash")) {
                insert.setString(1, intake.company());
                insert.setString(2, intake.eventId());
                insert.setBytes(3, intake.bodyHash());
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return Arrays.equals(row.getBytes(1), intake.bodyHash());
                }
            }
        });
    }
}
