package io.assent.exactlyonce;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for a table in PostgreSQL's binary COPY format: the cheapest way in. COPY knows no {@code on conflict}, so use
 * {@link #intoUnlessRepeated} where a key may be there already.
 */
public final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int HEADER_EXTRA = 8;
    private static final short END = -1;
    private static final int NULL = -1;
    private static final int FIRST_CAPACITY = 1 << 16;
    private static final String UNIQUE_VIOLATION = "23505";

    /** PostgreSQL counts time from 2000-01-01. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final String statement;
    private final short columns;
    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY);

    private BinaryCopy(String table, List<String> columns) {
        this.statement = "copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)";
        this.columns = (short) columns.size();
        bytes.put(SIGNATURE).put(new byte[HEADER_EXTRA]);
    }

    /** @param row writes the columns of one value, all of them and in their order */
    public static <T> BinaryCopy of(
            String table, List<String> columns, Iterable<T> values, BiConsumer<BinaryCopy, T> row) {
        BinaryCopy copy = new BinaryCopy(table, columns);
        for (T value : values) {
            copy.room(Short.BYTES).putShort(copy.columns);
            row.accept(copy, value);
        }
        copy.room(Short.BYTES).putShort(END);
        return copy;
    }

    public BinaryCopy text(@Nullable String value) {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
            return this;
        }
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryCopy bytes(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    public BinaryCopy bigint(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    /** A timestamptz, to the microsecond. */
    public BinaryCopy time(@Nullable Instant value) {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
            return this;
        }
        return bigint((value.getEpochSecond() - EPOCH_SECONDS) * MICROS_PER_SECOND + value.getNano() / NANOS_PER_MICRO);
    }

    /** Writes the rows. */
    public void into(Connection connection) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(bytes.array(), 0, bytes.position());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /**
     * Writes the rows, or none of them.
     *
     * @return false when a key was there already: then nothing was written, and the transaction goes on as it was before
     */
    public boolean intoUnlessRepeated(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            into(connection);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int capacity = Math.max(2 * bytes.capacity(), bytes.position() + length);
            ByteBuffer larger = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), capacity));
            larger.position(bytes.position());
            bytes = larger;
        }
        return bytes;
    }
}
