package io.assent.notification.outcome;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended, in lists with the newest first. It stays good however much comes in meanwhile.
 *
 * @param position of the last row that was looked at, among those of the same time
 */
public record PageCursor(Instant at, long position) {
    private static final int BYTES = 2 * Long.BYTES;
    private static final long LATEST = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    /** Opaque to callers. */
    public String text() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(position)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Nothing when it is none of ours. */
    public static Optional<PageCursor> parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long micros = buffer.getLong();
            long position = buffer.getLong();
            if (micros < 0 || micros > LATEST || position < 0) {
                return Optional.empty();
            }
            PageCursor cursor = new PageCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), position);
            return cursor.text().equals(text) ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
