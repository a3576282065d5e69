package io.assent.bench.gate;

import io.assent.bench.frame.BareInsert;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The rows that the gate writes of its requests: the same keys, with bodies that are ready made. */
final class MessageRows implements BareInsert.Rows {
    private static final int BODIES = 10_000;
    private static final int HASH_BYTES = 32;
    /** Odd, so that it visits every number once: ids come in no order, as hashes do. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private final Map<Integer, String> bodies = new HashMap<>();
    private final Timestamp now = Timestamp.from(Instant.now());
    private final Timestamp expires = Timestamp.from(Instant.now().plus(Duration.ofDays(30)));

    MessageRows(Requests requests) {
        for (int person = 0; person < BODIES; person++) {
            bodies.put(person, requests.sealed(person, Requests.company(person)));
        }
    }

    @Override
    public String table() {
        return "create table bench_message (like message including all)";
    }

    @Override
    public String insert() {
        return "insert into bench_message (id, company, event_id, body_hash, person, category, country, state, reason, kids,"
                + " sealed, expires_at, occurred_at, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing";
    }

    @Override
    public void add(PreparedStatement insert, long number) throws SQLException {
        long scattered = number * SCATTER;
        int person = Requests.person(number);
        insert.setString(1, String.format(Locale.ROOT, "m-%016xabcdefghij", scattered));
        insert.setString(2, Requests.company(number));
        insert.setString(3, Requests.EVENT_ID + number);
        insert.setBytes(4, ByteBuffer.allocate(HASH_BYTES).putLong(scattered).array());
        insert.setString(5, GateWorld.person(person));
        insert.setString(6, "utility");
        insert.setString(7, "DE");
        insert.setString(8, "queued");
        insert.setString(9, null);
        insert.setString(10, GateWorld.kid(person));
        insert.setString(11, bodies.get(person % BODIES));
        insert.setTimestamp(12, expires);
        insert.setTimestamp(13, now);
        insert.setTimestamp(14, now);
        insert.addBatch();
    }
}
