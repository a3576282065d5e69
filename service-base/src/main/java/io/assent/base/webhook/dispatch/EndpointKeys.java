package io.assent.base.webhook.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signatures of Standard Webhooks 1.0. Each endpoint has Ed25519 keys of its own, made of the service's secrets and its id:
 * what one company was sent can be shown to no other as meant for it, and no private key is stored. While a secret is
 * exchanged there are two, and each signs.
 */
public final class EndpointKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_SECRET_LENGTH = 32;

    private final List<String> secrets;

    /** @param secrets of the service, at least 32 characters each */
    public EndpointKeys(List<String> secrets) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length() < MIN_SECRET_LENGTH)) {
            throw new IllegalArgumentException("a secret for webhooks has at least 32 characters");
        }
        this.secrets = List.copyOf(secrets);
    }

    /** As receivers are given them: {@code whpk_} and the key in Base64. */
    public List<String> publicKeys(String endpoint) {
        return privateKeys(endpoint).stream()
                .map(key -> "whpk_" + base64(key.generatePublicKey().getEncoded()))
                .toList();
    }

    /** The header {@code webhook-signature}. */
    public String sign(String endpoint, String id, Instant timestamp, String body) {
        byte[] content = (id + "." + timestamp.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return privateKeys(endpoint).stream()
                .map(key -> "v1a," + base64(signature(key, content)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] signature(Ed25519PrivateKeyParameters key, byte[] content) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(content, 0, content.length);
        return signer.generateSignature();
    }

    private List<Ed25519PrivateKeyParameters> privateKeys(String endpoint) {
        return secrets.stream().map(secret -> privateKey(secret, endpoint)).toList();
    }

    private static Ed25519PrivateKeyParameters privateKey(String secret, String endpoint) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] seed = mac.doFinal(("assent webhook endpoint " + endpoint).getBytes(StandardCharsets.UTF_8));
            return new Ed25519PrivateKeyParameters(seed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
