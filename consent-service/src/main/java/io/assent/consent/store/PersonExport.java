package io.assent.consent.store;

import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that this service holds on a person, for themselves (GDPR, Art. 15 and 20). */
@Singleton
public class PersonExport {
    private final Database database;
    private final ConsentReader reader;
    private final PersonHistory history;
    private final AgeStore ages;

    public PersonExport(Database database, ConsentReader reader, PersonHistory history, AgeStore ages) {
        this.database = database;
        this.reader = reader;
        this.history = history;
        this.ages = ages;
    }

    /**
     * @param contacts as they stand
     * @param age what the messenger has told; null when it has told nothing
     * @param history each decision and each request, latest first
     * @param answeredKeys what this person sent with an idempotency key; the answers are entries of the history
     */
    public record Export(
            String user,
            Instant exportedAt,
            List<Entry.OfContact> contacts,
            String adsChoice,
            @Nullable KnownAge age,
            List<PersonHistory.Recorded> history,
            List<AnsweredKey> answeredKeys) {}

    /**
     * @param band minor, adult or unknown
     * @param version of the messenger's record
     */
    public record KnownAge(String band, long version) {}

    /** @param version of the entry that was the answer */
    public record AnsweredKey(String idempotencyKey, long version) {}

    /** @param basis must be acknowledged before the export is handed out */
    public record Prepared(Export export, Stated basis) {}

    /** History first: what is read after it covers what it tells. */
    public Prepared of(String person, Instant now) {
        List<PersonHistory.Recorded> recorded = history.latest(person, Integer.MAX_VALUE);
        List<AnsweredKey> keys = answeredKeys(person);
        PersonStates states = reader.person(person);
        KnownAge age = ages.find(person)
                .map(known -> new KnownAge(known.band().code(), known.version()))
                .orElse(null);
        Export export = new Export(person, now, states.contacts(), states.ads().code(), age, recorded, keys);
        return new Prepared(export, states.basis());
    }

    private List<AnsweredKey> answeredKeys(String person) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select idempotency_key, version from answer where actor = ? order by idempotency_key")) {
                select.setString(1, "person:" + person);
                List<AnsweredKey> keys = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        keys.add(new AnsweredKey(row.getString(1), row.getLong(2)));
                    }
                }
                return keys;
            }
        });
    }
}
