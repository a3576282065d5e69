package io.assent.notification.client;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;

/** Sealing and opening as senders and devices do it: compact JWE (RFC 7516), ECDH-ES and A256GCM, keys on P-256. */
public final class Seal {
    private Seal() {}

    /**
     * A key pair of a device or a company.
     *
     * @param kid 1 to 128 characters without blanks
     */
    public static ECKey newKey(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The protected header names alg, enc, epk, kid, to and from, and nothing else: anything more is refused.
     *
     * @param recipientKey with a kid; its public part is enough
     * @param to who shall open it: the person, or the company that is written to
     * @param from who wrote it
     */
    public static String seal(String text, ECKey recipientKey, String to, String from) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                .keyID(recipientKey.getKeyID())
                .customParam("to", to)
                .customParam("from", from)
                .build();
        JWEObject sealed = new JWEObject(header, new Payload(text));
        try {
            sealed.encrypt(new ECDHEncrypter(recipientKey.toECPublicKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot seal", e);
        }
        return sealed.serialize();
    }

    /**
     * The text that was sealed.
     *
     * @throws IllegalStateException when it is no JWE, was changed, or is sealed to another key
     */
    public static String open(String sealed, ECKey key) {
        try {
            JWEObject object = JWEObject.parse(sealed);
            object.decrypt(new ECDHDecrypter(key));
            return object.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("cannot open what arrived", e);
        }
    }
}
