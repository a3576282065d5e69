package io.assent.proof;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Public Ed25519 keys by their thumbprints: the current one, and former ones, whose statements stay true. */
public final class VerificationKeys {
    private final Map<String, Ed25519PublicKeyParameters> keys = new LinkedHashMap<>();

    private VerificationKeys() {}

    /** @param publicKeys X.509, Base64; the current one first */
    public static VerificationKeys of(List<String> publicKeys) {
        VerificationKeys set = new VerificationKeys();
        publicKeys.forEach(key -> set.add(decoded(key)));
        return set;
    }

    /**
     * Takes the Ed25519 keys of a JWK set (RFC 7517) and leaves out others. A key's id is computed and not believed.
     *
     * @throws IllegalArgumentException when it is not a JWK set
     */
    public static VerificationKeys ofJwkSet(String json) {
        VerificationKeys set = new VerificationKeys();
        try {
            for (JWK jwk : JWKSet.parse(json).getKeys()) {
                if (jwk instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())) {
                    set.add(new Ed25519PublicKeyParameters(pair.getDecodedX()));
                }
            }
        } catch (ParseException | RuntimeException e) {
            throw new IllegalArgumentException("not a JWK set: " + e.getMessage(), e);
        }
        return set;
    }

    private static Ed25519PublicKeyParameters decoded(String publicKey) {
        try {
            byte[] encoded = Base64.getDecoder().decode(publicKey.strip());
            return (Ed25519PublicKeyParameters) PublicKeyFactory.createKey(encoded);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not an Ed25519 public key (X.509, Base64)", e);
        }
    }

    private void add(Ed25519PublicKeyParameters key) {
        keys.put(Ed25519Jws.thumbprint(key), key);
    }

    Optional<Ed25519PublicKeyParameters> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** As a JWK set, in the order in which they were given. */
    public Map<String, Object> toJwkSet() {
        List<JWK> jwks = keys.entrySet().stream()
                .map(key -> (JWK) new OctetKeyPair.Builder(Ed25519Jws.jwk(key.getValue()))
                        .keyID(key.getKey())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.EdDSA)
                        .build())
                .toList();
        return new JWKSet(jwks).toJSONObject();
    }
}
