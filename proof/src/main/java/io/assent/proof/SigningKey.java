package io.assent.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import java.io.IOException;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** An Ed25519 key that signs statements as compact JWS (RFC 7515, RFC 8037). */
public final class SigningKey {
    private final Ed25519PrivateKeyParameters key;
    private final String id;

    private SigningKey(Ed25519PrivateKeyParameters key) {
        this.key = key;
        this.id = Ed25519Jws.thumbprint(key.generatePublicKey());
    }

    /** @param privateKey PKCS #8, Base64 */
    public static SigningKey of(String privateKey) {
        try {
            byte[] encoded = Base64.getDecoder().decode(privateKey);
            return new SigningKey((Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(encoded));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not an Ed25519 private key (PKCS #8, Base64)", e);
        }
    }

    /** The thumbprint of the public key (RFC 7638), which statements name. */
    public String id() {
        return id;
    }

    /**
     * @param type says what is stated, so that a statement is never taken for one of another kind
     * @param payload JSON
     */
    public String sign(String type, String payload) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(new JOSEObjectType(type))
                .keyID(id)
                .build();
        JWSObject jws = new JWSObject(header, new Payload(payload));
        try {
            jws.sign(Ed25519Jws.signer(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("an Ed25519 key signs everything", e);
        }
        return jws.serialize();
    }
}
