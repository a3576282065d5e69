package io.assent.notification.sealing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import java.text.ParseException;
import java.util.Set;

/**
 * A body that only the recipient's device can open. Without the key we can check its shape: a compact JWE, made with
 * algorithms that are allowed, whose protected header names device key, recipient and sender, and points nowhere.
 */
public final class SealedBody {
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final Set<String> ALLOWED = Set.of("alg", "enc", "kid", "epk", "to", "from", "typ", "apu", "apv");

    private SealedBody() {}

    /** What the check of one body says. */
    public sealed interface Check {
        /** @param kid of the device key that it claims to be sealed to */
        record Sealed(String kid) implements Check {}

        record Refused(String reason, String detail) implements Check {}
    }

    /** Checks one body that {@code company} wants to send to {@code user}. */
    public static Check check(String compact, String user, String company) {
        JWEObject jwe;
        try {
            jwe = JWEObject.parse(compact);
        } catch (ParseException | IllegalArgumentException | NullPointerException e) {
            // the parser fails by a null pointer when a header lacks enc
            return new Check.Refused("not_sealed", "a body is a JWE in compact serialisation");
        }
        if (!hasLengths(jwe)) {
            return new Check.Refused("not_sealed", "initialisation vector or tag has another length");
        }
        JWEHeader header = jwe.getHeader();
        if (!JWEAlgorithm.ECDH_ES.equals(header.getAlgorithm())
                || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())) {
            return new Check.Refused("jwe_header_refused", "alg is ECDH-ES and enc is A256GCM");
        }
        if (!ALLOWED.containsAll(header.getIncludedParams()) || header.getEphemeralPublicKey() == null) {
            return new Check.Refused(
                    "jwe_header_refused", "the header has more or less than alg, enc, epk, kid, to, from");
        }
        if (header.getKeyID() == null || header.getKeyID().isBlank()) {
            return new Check.Refused("jwe_header_refused", "the header names no key");
        }
        if (!user.equals(header.getCustomParam("to")) || !company.equals(header.getCustomParam("from"))) {
            return new Check.Refused("wrong_recipient", "the header names another recipient or sender");
        }
        return new Check.Sealed(header.getKeyID());
    }

    private static boolean hasLengths(JWEObject jwe) {
        return jwe.getEncryptedKey() == null
                && jwe.getIV() != null
                && jwe.getIV().decode().length == IV_BYTES
                && jwe.getAuthTag() != null
                && jwe.getAuthTag().decode().length == TAG_BYTES;
    }
}
