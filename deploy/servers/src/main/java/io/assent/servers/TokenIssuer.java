package io.assent.servers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs the bearer tokens of a local stack, as an OIDC issuer would in a real one. */
public final class TokenIssuer {
    public static final String ISSUER = "https://assent.local";

    private final KeyPair keys;

    private TokenIssuer(KeyPair keys) {
        this.keys = keys;
    }

    /** With the key pair in the directory, made at the first call. */
    public static TokenIssuer in(Path directory) {
        return new TokenIssuer(KeyFiles.loadOrCreate(directory, "tokens", "EC", "secp256r1"));
    }

    /**
     * A signed JWT.
     *
     * @param role person, device, company or operator
     * @param id the subject; for a device {@code person/device}
     */
    public String token(String role, String id, Instant now, Duration validity) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .claim("groups", List.of(role))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)));
        int slash = id.indexOf('/');
        if (role.equals("device")) {
            if (slash < 1 || slash == id.length() - 1) {
                throw new IllegalArgumentException("a device's id is PERSON/DEVICE");
            }
            claims.claim("person", id.substring(0, slash)).subject(id.substring(slash + 1));
        } else {
            claims.subject(id);
        }
        claims.claim("upn", claims.build().getSubject());
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims.build());
        try {
            token.sign(new ECDSASigner((ECPrivateKey) keys.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
        return token.serialize();
    }

    /** Valid from now on for twelve hours. */
    public String token(String role, String id) {
        return token(role, id, Instant.now(), Duration.ofHours(12));
    }

    /** X.509, Base64: for {@code mp.jwt.verify.publickey}. */
    public String publicKey() {
        return KeyFiles.base64(keys.getPublic().getEncoded());
    }
}
