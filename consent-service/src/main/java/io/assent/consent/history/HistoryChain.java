package io.assent.consent.history;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The chain of a shard: each hash covers the one before, so that no entry can be changed, moved or taken out alone. */
public final class HistoryChain {
    private HistoryChain() {}

    /** The hash before the first entry. */
    public static byte[] start() {
        return new byte[32];
    }

    /** SHA-256 over the previous hash, the sequence (8 bytes) and the commitment; what was erased is not needed for it. */
    public static byte[] next(byte[] previous, long sequence, byte[] commitment) {
        return sha256(
                previous, ByteBuffer.allocate(Long.BYTES).putLong(sequence).array(), commitment);
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
