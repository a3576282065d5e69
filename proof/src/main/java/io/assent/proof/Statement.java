package io.assent.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;

/** Reads signed statements. Nothing of a statement is believed before its signature was checked. */
public final class Statement {
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private Statement() {}

    /** What a statement says, or why it says nothing. */
    public sealed interface Reading {
        /** @param payload JSON, as it was signed */
        record Signed(String keyId, String payload) implements Reading {}

        /** @param reason {@code not_a_proof}, {@code unknown_key} or {@code signature_invalid} */
        record Refused(String reason, String detail) implements Reading {}
    }

    /** The type that a compact JWS claims; empty when it is none. */
    public static Optional<String> claimedType(String compact) {
        return parsed(compact).map(jws -> String.valueOf(jws.getHeader().getType()));
    }

    /** @param type that it must have */
    public static Reading read(String compact, String type, VerificationKeys keys) {
        return parsed(compact)
                .map(jws -> checked(jws, type, keys))
                .orElseGet(() -> new Reading.Refused("not_a_proof", "it is not a compact JWS"));
    }

    private static Reading checked(JWSObject jws, String type, VerificationKeys keys) {
        var header = jws.getHeader();
        if (!type.equals(String.valueOf(header.getType()))) {
            return new Reading.Refused("not_a_proof", "its type is " + header.getType() + ", not " + type);
        }
        // An extension that must be understood and is not known here, or another algorithm: nothing of ours.
        if (!header.getAlgorithm().equals(JWSAlgorithm.EdDSA) || header.getCriticalParams() != null) {
            return new Reading.Refused("not_a_proof", "its header asks for what is not in use here");
        }
        String keyId = header.getKeyID();
        Optional<Ed25519PublicKeyParameters> key = keyId == null ? Optional.empty() : keys.find(keyId);
        if (key.isEmpty()) {
            return new Reading.Refused("unknown_key", "no key of the set has the id " + keyId);
        }
        return verified(jws, key.get())
                ? new Reading.Signed(keyId, jws.getPayload().toString())
                : new Reading.Refused(
                        "signature_invalid", "it was changed after it was signed, or another key signed it");
    }

    private static boolean verified(JWSObject jws, Ed25519PublicKeyParameters key) {
        try {
            return jws.verify(Ed25519Jws.verifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Optional<JWSObject> parsed(String compact) {
        if (!COMPACT.matcher(compact).matches()) {
            return Optional.empty();
        }
        try {
            JWSObject jws = JWSObject.parse(compact);
            // The last digit of a signature has bits that decoders overlook: only one way of writing it is right.
            Base64URL signature = jws.getSignature();
            return signature.equals(Base64URL.encode(signature.decode())) ? Optional.of(jws) : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
