package io.assent.bench.bill;

import io.assent.bench.frame.BareInsert;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** A charge with the key that makes a repetition harmless. */
final class ChargeRows implements BareInsert.Rows {
    static final long ANY_PRICE_MICROS = 44_000;
    private static final int HASH_BYTES = 32;

    private final Timestamp now = Timestamp.from(Instant.now());

    @Override
    public String table() {
        return "create table bench_charge (like charge including all)";
    }

    @Override
    public String insert() {
        return "insert into bench_charge (event_id, body_hash, account, category, market, rule_id, amount_micros, currency,"
                + " occurred_at, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    }

    @Override
    public void add(PreparedStatement insert, long number) throws SQLException {
        insert.setString(1, Deliveries.eventId(number));
        insert.setBytes(2, ByteBuffer.allocate(HASH_BYTES).putLong(number).array());
        insert.setString(3, Deliveries.company(number));
        insert.setString(4, Deliveries.CATEGORY);
        insert.setString(5, Deliveries.MARKET);
        insert.setString(6, "utility-de-2026-04");
        insert.setLong(7, ANY_PRICE_MICROS);
        insert.setString(8, "EUR");
        insert.setTimestamp(9, now);
        insert.setTimestamp(10, now);
        insert.addBatch();
    }
}
