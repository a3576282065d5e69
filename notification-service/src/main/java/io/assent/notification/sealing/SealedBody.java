package io.assent.notification.sealing;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A body that only the recipient's device can open. Without the key we can check its shape: a compact JWE (RFC 7516), made
 * with algorithms that are allowed, whose protected header names device key, recipient and sender, and points nowhere.
 */
public final class SealedBody {
    private static final int PARTS = 5;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    private SealedBody() {}

    /** What the check of one body says. */
    public sealed interface Check {
        /** @param kid of the device key that it claims to be sealed to */
        record Sealed(String kid) implements Check {}

        record Refused(String reason, String detail) implements Check {}
    }

    /** Checks one body that {@code company} wants to send to {@code user}. */
    public static Check check(String compact, String user, String company) {
        String[] parts = compact.split("\\.", PARTS + 1);
        byte[] header = parts.length == PARTS ? decoded(parts[0]) : null;
        if (header == null || header.length == 0 || header[0] != '{') {
            return new Check.Refused("not_sealed", "a body is a JWE in compact serialisation");
        }
        if (!parts[1].isEmpty() || !isSealed(parts[2], parts[3], parts[4])) {
            return new Check.Refused("not_sealed", "initialisation vector or tag has another length");
        }
        return switch (ProtectedHeader.read(header)) {
            case ProtectedHeader.Unreadable(String detail) -> new Check.Refused("jwe_header_refused", detail);
            case ProtectedHeader.Read(String kid, String to, String from) ->
                user.equals(to) && company.equals(from)
                        ? new Check.Sealed(kid)
                        : new Check.Refused("wrong_recipient", "the header names another recipient or sender");
        };
    }

    private static boolean isSealed(String iv, String text, String tag) {
        return hasLength(iv, IV_BYTES) && decoded(text) != null && hasLength(tag, TAG_BYTES);
    }

    private static boolean hasLength(String base64, int bytes) {
        byte[] decoded = decoded(base64);
        return decoded != null && decoded.length == bytes;
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return BASE64.decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
