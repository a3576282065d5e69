package io.assent.local.player;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A message's id is made of its company and its event id, so a sender knows it before it sends. */
public final class MessageIds {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CHARACTERS = 26;

    private MessageIds() {}

    public static String of(String company, String eventId) {
        byte[] hash = sha256(company + "|" + eventId);
        var id = new StringBuilder("m-");
        for (int bit = 0; bit < CHARACTERS * 5; bit += 5) {
            int twoBytes = (hash[bit / 8] & 0xff) << 8 | hash[bit / 8 + 1] & 0xff;
            id.append(BASE32.charAt(twoBytes >> 11 - bit % 8 & 31));
        }
        return id.toString();
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
