package io.assent.billing.store;

import io.assent.billing.ledger.Ledger;
import io.assent.billing.ledger.Posting;
import io.assent.billing.rating.Rating;
import io.assent.billing.rating.Usage;
import io.assent.exactlyonce.BinaryCopy;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes charges and their postings: each table with one statement a batch, and only for what is new. */
@Singleton
public class ChargeStore {
    /** A rated usage with the fingerprint of its event. */
    @SuppressWarnings("ArrayRecordComponent") // compared with Arrays.equals
    public record Charge(Usage usage, Rating.Rated rated, byte[] bodyHash) {}

    /**
     * What became of charges.
     *
     * @param fresh charged now
     * @param reused ids that were charged before with another body
     */
    public record Outcome(List<Charge> fresh, Set<String> reused) {}

    /** Charges what was not charged before. */
    public Outcome charge(Connection connection, List<Charge> charges, Instant recordedAt) throws SQLException {
        // Sorted, or two instances with the same duplicates wait for each other.
        List<Charge> sorted = charges.stream()
                .sorted(Comparator.comparing(charge -> charge.usage().eventId()))
                .toList();
        Set<String> inserted = insertCharges(connection, sorted, recordedAt);
        List<Charge> fresh = sorted.stream()
                .filter(charge -> inserted.contains(charge.usage().eventId()))
                .toList();
        post(connection, fresh);
        List<Charge> repeated = sorted.stream()
                .filter(charge -> !inserted.contains(charge.usage().eventId()))
                .toList();
        return new Outcome(fresh, repeated.isEmpty() ? Set.of() : withOtherBody(connection, repeated));
    }

    private static final List<String> CHARGE_COLUMNS = List.of(
            "event_id",
            "body_hash",
            "account",
            "category",
            "market",
            "rule_id",
            "amount_micros",
            "currency",
            "occurred_at",
            "recorded_at");
    private static final List<String> POSTING_COLUMNS = List.of("event_id", "ledger", "debit_micros", "credit_micros");

    /** Repetitions are rare: by COPY, and only where an id is there already again with a statement that leaves it out. */
    private static Set<String> insertCharges(Connection connection, List<Charge> charges, Instant recordedAt)
            throws SQLException {
        BinaryCopy rows = BinaryCopy.of(
                "charge",
                CHARGE_COLUMNS,
                charges,
                (row, charge) -> row.text(charge.usage().eventId())
                        .bytes(charge.bodyHash())
                        .text(charge.usage().account())
                        .text(charge.usage().category())
                        .text(charge.rated().market())
                        .text(charge.rated().ruleId())
                        .bigint(charge.rated().amountMicros())
                        .text(charge.rated().currency())
                        .time(charge.usage().occurredAt())
                        .time(recordedAt));
        return rows.intoUnlessRepeated(connection)
                ? charges.stream().map(charge -> charge.usage().eventId()).collect(Collectors.toSet())
                : insertNew(connection, charges, recordedAt);
    }

    private static Set<String> insertNew(Connection connection, List<Charge> charges, Instant recordedAt)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into charge (event_id, body_hash, account,"
                + " category, market, rule_id, amount_micros, currency, occurred_at, recorded_at) select *, ?::timestamptz"
                + " from unnest(?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],"
                + " ?::timestamptz[]) on conflict do nothing returning event_id")) {
            insert.setTimestamp(1, Timestamp.from(recordedAt));
            insert.setArray(
                    2,
                    array(connection, "text", charges, charge -> charge.usage().eventId()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", charges.stream().map(Charge::bodyHash).toArray(byte[][]::new)));
            insert.setArray(
                    4,
                    array(connection, "text", charges, charge -> charge.usage().account()));
            insert.setArray(
                    5,
                    array(connection, "text", charges, charge -> charge.usage().category()));
            insert.setArray(
                    6,
                    array(connection, "text", charges, charge -> charge.rated().market()));
            insert.setArray(
                    7,
                    array(connection, "text", charges, charge -> charge.rated().ruleId()));
            insert.setArray(
                    8,
                    array(
                            connection,
                            "bigint",
                            charges,
                            charge -> charge.rated().amountMicros()));
            insert.setArray(
                    9,
                    array(connection, "text", charges, charge -> charge.rated().currency()));
            insert.setArray(
                    10,
                    array(
                            connection,
                            "timestamptz",
                            charges,
                            charge -> Timestamp.from(charge.usage().occurredAt())));
            Set<String> inserted = new HashSet<>();
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    inserted.add(row.getString(1));
                }
            }
            return inserted;
        }
    }

    private static void post(Connection connection, List<Charge> charges) throws SQLException {
        if (charges.isEmpty()) {
            return;
        }
        List<Posted> posted = new ArrayList<>(2 * charges.size());
        for (Charge charge : charges) {
            Usage usage = charge.usage();
            Ledger.post(usage.account(), usage.category(), charge.rated().amountMicros())
                    .forEach(posting -> posted.add(new Posted(usage.eventId(), posting)));
        }
        BinaryCopy.of(
                        "ledger_posting",
                        POSTING_COLUMNS,
                        posted,
                        (row, each) -> row.text(each.eventId())
                                .text(each.posting().ledger())
                                .bigint(each.posting().debitMicros())
                                .bigint(each.posting().creditMicros()))
                .into(connection);
        addToBalances(connection, posted.stream().map(Posted::posting).toList());
    }

    private record Posted(String eventId, Posting posting) {}

    /** Summed and in the order of the ledgers: one row lock a ledger, always taken in the same order. */
    private static void addToBalances(Connection connection, List<Posting> postings) throws SQLException {
        Map<String, Posting> sums = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        for (Posting posting : postings) {
            sums.merge(posting.ledger(), posting, ChargeStore::sum);
            counts.merge(posting.ledger(), 1L, Long::sum);
        }
        List<Posting> sorted = List.copyOf(sums.values());
        try (PreparedStatement add = connection.prepareStatement("insert into ledger_balance as held"
                + " (ledger, debit_micros, credit_micros, postings)"
                + " select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[])"
                + " on conflict (ledger) do update set debit_micros = held.debit_micros + excluded.debit_micros,"
                + " credit_micros = held.credit_micros + excluded.credit_micros,"
                + " postings = held.postings + excluded.postings")) {
            add.setArray(1, array(connection, "text", sorted, Posting::ledger));
            add.setArray(2, array(connection, "bigint", sorted, Posting::debitMicros));
            add.setArray(3, array(connection, "bigint", sorted, Posting::creditMicros));
            add.setArray(4, connection.createArrayOf("bigint", counts.values().toArray()));
            add.executeUpdate();
        }
    }

    private static Posting sum(Posting one, Posting other) {
        return new Posting(
                one.ledger(),
                Math.addExact(one.debitMicros(), other.debitMicros()),
                Math.addExact(one.creditMicros(), other.creditMicros()));
    }

    private static Set<String> withOtherBody(Connection connection, List<Charge> repeated) throws SQLException {
        Map<String, byte[]> hashes = repeated.stream()
                .collect(Collectors.toMap(charge -> charge.usage().eventId(), Charge::bodyHash, (first, _) -> first));
        try (PreparedStatement select =
                connection.prepareStatement("select event_id, body_hash from charge where event_id = any (?)")) {
            select.setArray(1, connection.createArrayOf("text", hashes.keySet().toArray()));
            Set<String> others = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (!Arrays.equals(row.getBytes(2), hashes.get(row.getString(1)))) {
                        others.add(row.getString(1));
                    }
                }
            }
            return others;
        }
    }

    private static <T> Array array(Connection connection, String type, List<T> rows, Function<T, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }
}
