package io.assent.notification.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids and fingerprints that a repetition gives again. */
public final class MessageIds {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String PREFIX = "m-";
    private static final int LENGTH = 26;
    private static final int BITS = 5;

    private MessageIds() {}

    /** {@code m-} and the first 26 characters of the lower-case Base32 of SHA-256(company | event id). */
    public static String of(String company, String eventId) {
        byte[] digest = sha256(company + "|" + eventId);
        StringBuilder id = new StringBuilder(PREFIX.length() + LENGTH).append(PREFIX);
        for (int bit = 0; bit < LENGTH * BITS; bit += BITS) {
            int at = bit / Byte.SIZE;
            int twoBytes = (digest[at] & 0xff) << Byte.SIZE | digest[at + 1] & 0xff;
            id.append(BASE32.charAt(twoBytes >> 2 * Byte.SIZE - BITS - bit % Byte.SIZE & (1 << BITS) - 1));
        }
        return id.toString();
    }

    /** Tells a repetition from another request under the same id. */
    public static byte[] fingerprint(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\n');
        }
        return sha256(text.toString());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
