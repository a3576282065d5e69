package io.assent.notification.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.assent.base.webhook.WebhookUrl;
import io.assent.notification.NotificationConfig;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key by which push services know this server (RFC 8292). Without one no device is woken. */
@Singleton
public class VapidKey {
    /** Push services take no token for more than a day. */
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private static final int COORDINATE_BYTES = 32;
    private static final byte UNCOMPRESSED = 4;

    private final @Nullable ECKey key;
    private final @Nullable String subject;

    public VapidKey(NotificationConfig config) {
        this.key = config.vapidKey().map(VapidKey::parsed).orElse(null);
        this.subject = config.vapidSubject().orElse(null);
        if (key != null && (subject == null || !subject.matches("(mailto:|https://).+"))) {
            throw new IllegalArgumentException(
                    "assent.notification.vapid-subject: a mailto: or https: address at which push services reach the operator");
        }
    }

    public boolean isAbsent() {
        return key == null;
    }

    /** As browsers want it: the uncompressed point in Base64url. */
    public Optional<String> publicKey() {
        return Optional.ofNullable(key).map(VapidKey::point);
    }

    /** The header {@code Authorization} for the push service of this endpoint. */
    public String authorization(WebhookUrl endpoint, Instant now) {
        if (key == null) {
            throw new IllegalStateException("without a key nobody is woken");
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                new JWTClaimsSet.Builder()
                        .audience(origin(endpoint))
                        .expirationTime(Date.from(now.plus(TOKEN_LIFE)))
                        .subject(subject)
                        .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key on P-256 signs ES256", e);
        }
        return "vapid t=" + token.serialize() + ", k=" + point(key);
    }

    private static String origin(WebhookUrl endpoint) {
        String scheme = endpoint.tls() ? "https" : "http";
        boolean usual = endpoint.port() == (endpoint.tls() ? 443 : 80);
        return scheme + "://" + endpoint.host() + (usual ? "" : ":" + endpoint.port());
    }

    private static String point(ECKey key) {
        byte[] point = new byte[1 + 2 * COORDINATE_BYTES];
        point[0] = UNCOMPRESSED;
        System.arraycopy(key.getX().decode(), 0, point, 1, COORDINATE_BYTES);
        System.arraycopy(key.getY().decode(), 0, point, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
    }

    /** What is wrong is told without the value, which may hold a private key. */
    private static ECKey parsed(String jwk) {
        try {
            ECKey key = ECKey.parse(jwk);
            if (key.getCurve().equals(Curve.P_256) && key.isPrivate()) {
                return key;
            }
        } catch (ParseException e) {
            // said below
        }
        throw new IllegalArgumentException("assent.notification.vapid-key: a private EC key on P-256 as JWK");
    }
}
