package io.assent.notification;

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

/** What senders and devices do with keys. */
public final class Sealing {
    private Sealing() {}

    public static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JWEHeader.Builder header(ECKey key, String to, String from) {
        return new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                .keyID(key.getKeyID())
                .customParam("to", to)
                .customParam("from", from);
    }

    public static String seal(ECKey key, String to, String from, String text) {
        return seal(header(key, to, from).build(), key, text);
    }

    public static String seal(JWEHeader header, ECKey key, String text) {
        try {
            JWEObject jwe = new JWEObject(header, new Payload(text));
            jwe.encrypt(new ECDHEncrypter(key.toPublicJWK()));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String open(ECKey key, String sealed) {
        try {
            JWEObject jwe = JWEObject.parse(sealed);
            jwe.decrypt(new ECDHDecrypter(key));
            return jwe.getPayload().toString();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
