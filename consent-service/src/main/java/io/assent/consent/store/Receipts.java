package io.assent.consent.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.assent.base.EventTime;
import io.assent.consent.ConsentConfig;
import io.assent.consent.company.Company;
import io.assent.consent.history.EntrySeal;
import io.assent.consent.history.SaltedEntry;
import io.assent.consent.receipt.Acceptance;
import io.assent.consent.receipt.ConsentReceipt;
import io.assent.consent.receipt.Evidence;
import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the entry in which a person agreed, and signs a receipt of it. */
@Singleton
public class Receipts {
    /** The JWS type of a receipt. */
    public static final String TYPE = "assent-consent-receipt+jws";

    private final Database database;
    private final EntryJson json;
    private final ObjectMapper snakeCase;
    private final CheckpointKeys keys;
    private final EventTime time;
    private final ConsentConfig config;

    public Receipts(
            Database database,
            EntryJson json,
            ObjectMapper mapper,
            CheckpointKeys keys,
            EventTime time,
            ConsentConfig config) {
        this.database = database;
        this.json = json;
        this.snakeCase = mapper.copy()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setSerializationInclusion(JsonInclude.Include.NON_NULL);
        this.keys = keys;
        this.time = time;
        this.config = config;
    }

    /** An entry of the history, opened. */
    public record Found(int shard, long sequence, SaltedEntry entry) {}

    /** The last entry in which the person accepted; what changed since does not say under which notice it was. */
    public Optional<Found> lastAcceptance(int shard, String person, String company) {
        return database.transact(connection -> lastAcceptance(connection, shard, person, company));
    }

    private Optional<Found> lastAcceptance(Connection connection, int shard, String person, String company)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select sequence, sealed, key from history"
                + " join person_key using (person) where person = ? and counterpart = ? and shard = ?"
                + " order by sequence desc")) {
            select.setFetchSize(10);
            select.setString(1, person);
            select.setString(2, company);
            select.setInt(3, shard);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Optional<SaltedEntry> opened =
                            EntrySeal.open(row.getBytes(3), shard, row.getLong(1), row.getBytes(2));
                    if (opened.isPresent()
                            && AcceptanceJson.isAcceptance(
                                    json.tree(opened.get().entry()))) {
                        return Optional.of(new Found(shard, row.getLong(1), opened.get()));
                    }
                }
                return Optional.empty();
            }
        }
    }

    /** @param current the state now: of the accepted purposes some may have been withdrawn */
    public String sign(Found found, Entry.OfContact current, Company controller) {
        JsonNode entry = json.tree(found.entry().entry());
        Acceptance acceptance = AcceptanceJson.read(entry);
        List<String> withdrawn = acceptance.purposes().stream()
                .filter(purpose -> !current.purposes().contains(purpose))
                .toList();
        Evidence evidence = new Evidence(
                config.logName(),
                found.shard(),
                found.sequence(),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(found.entry().salt()),
                found.entry().entry());
        ConsentReceipt receipt = ConsentReceipt.of(
                acceptance,
                new ConsentReceipt.Withdrawn(withdrawn, current.occurredAt()),
                controller,
                evidence,
                new ConsentReceipt.Issue(
                        UUID.randomUUID().toString(),
                        time.wall(),
                        config.storageLocations().orElse(null)));
        return keys.signing().sign(TYPE, text(receipt));
    }

    private String text(ConsentReceipt receipt) {
        try {
            return snakeCase.writeValueAsString(receipt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a receipt is always JSON", e);
        }
    }
}
