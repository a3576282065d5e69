package io.assent.consent.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The chain of a shard: each hash covers the one before, the sequence and the entry, so that no entry can be changed alone. */
public final class HistoryChain {
    private HistoryChain() {}

    /** The hash before the first entry. */
    public static byte[] start() {
        return new byte[32];
    }

    /** SHA-256 over the previous hash, the sequence (8 bytes) and the entry (UTF-8). */
    public static byte[] next(byte[] previous, long sequence, String entry) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
            return digest.digest(entry.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
