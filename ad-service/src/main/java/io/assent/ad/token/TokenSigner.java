package io.assent.ad.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Impression tokens, authenticated by HMAC-SHA256: {@code base64url(fields).base64url(mac)}. */
public final class TokenSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_SECRET_BYTES = 32;
    private static final int FIELDS = 10;
    private static final int ID_BYTES = 16;

    private final SecretKeySpec key;

    /** @param secret at least 32 bytes */
    public TokenSigner(byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the token secret has at least 32 bytes");
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    public String sign(ImpressionToken token) {
        byte[] fields = String.join(
                        "|",
                        token.viewer(),
                        token.feed(),
                        Integer.toString(token.slot()),
                        token.campaign(),
                        token.company(),
                        token.country(),
                        token.mode(),
                        Long.toString(token.priceMicros()),
                        token.currency(),
                        Long.toString(token.issuedAt().toEpochMilli()))
                .getBytes(StandardCharsets.UTF_8);
        return spell(fields);
    }

    private String spell(byte[] fields) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(fields) + "." + encoder.encodeToString(mac(fields));
    }

    /** Empty when it was not signed with this secret, or is spelt otherwise than it was signed. */
    public Optional<ImpressionToken> verify(String signed) {
        int dot = signed.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            byte[] fields = Base64.getUrlDecoder().decode(signed.substring(0, dot));
            boolean authentic = MessageDigest.isEqual(
                    signed.getBytes(StandardCharsets.UTF_8), spell(fields).getBytes(StandardCharsets.UTF_8));
            return authentic ? Optional.of(parse(fields)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The id of a slot's impression. */
    public static String impressionId(String viewer, String feed, int slot) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((viewer + "|" + feed + "|" + slot).getBytes(StandardCharsets.UTF_8));
            return "i-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ImpressionToken parse(byte[] fields) {
        String[] parts = new String(fields, StandardCharsets.UTF_8).split("\\|", FIELDS);
        return new ImpressionToken(
                parts[0],
                parts[1],
                Integer.parseInt(parts[2]),
                parts[3],
                parts[4],
                parts[5],
                parts[6],
                Long.parseLong(parts[7]),
                parts[8],
                Instant.ofEpochMilli(Long.parseLong(parts[9])));
    }

    private byte[] mac(byte[] fields) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(fields);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
