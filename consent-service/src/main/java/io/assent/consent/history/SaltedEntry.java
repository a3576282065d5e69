package io.assent.consent.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An entry with the salt that keeps it secret. The commitment stands in the history for ever; without the salt nobody can
 * tell of which entry it is, not even by trying all people and companies.
 *
 * @param salt 32 random bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SaltedEntry(byte[] salt, String entry) {
    public static final int SALT_BYTES = 32;

    /** SHA-256 over the salt and the entry (UTF-8). */
    public byte[] commitment() {
        return HistoryChain.sha256(bytes());
    }

    byte[] bytes() {
        byte[] text = entry.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(salt, SALT_BYTES + text.length);
        System.arraycopy(text, 0, bytes, SALT_BYTES, text.length);
        return bytes;
    }

    static SaltedEntry of(byte[] bytes) {
        String entry = new String(bytes, SALT_BYTES, bytes.length - SALT_BYTES, StandardCharsets.UTF_8);
        return new SaltedEntry(Arrays.copyOf(bytes, SALT_BYTES), entry);
    }
}
