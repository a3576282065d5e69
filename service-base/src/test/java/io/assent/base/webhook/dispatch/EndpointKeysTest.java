package io.assent.base.webhook.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verified by the JDK's own Ed25519, which signs nothing here. */
class EndpointKeysTest {
    private static final String OLD = "old-secret-old-secret-old-secret-";
    private static final String NEW = "new-secret-new-secret-new-secret-";
    private static final Instant NOW = Instant.ofEpochSecond(1_674_087_231);

    @Test
    void aSignatureIsVerifiedByThePublicKeyOfItsEndpoint() throws Exception {
        EndpointKeys keys = new EndpointKeys(List.of(OLD));

        String signature = keys.sign("whe_1", "msg_1", NOW, "{}");

        assertThat(signature).startsWith("v1a,");
        String publicKey = keys.publicKeys("whe_1").getFirst();
        assertThat(publicKey).startsWith("whpk_");
        assertThat(verifies(publicKey, signature, "msg_1.1674087231.{}")).isTrue();
        assertThat(verifies(publicKey, signature, "msg_1.1674087232.{}")).isFalse();
        assertThat(verifies(publicKey, signature, "msg_2.1674087231.{}")).isFalse();
        assertThat(verifies(publicKey, signature, "msg_1.1674087231.{ }")).isFalse();
    }

    @Test
    void whatOneEndpointWasSentIsNotSignedForAnother() throws Exception {
        EndpointKeys keys = new EndpointKeys(List.of(OLD));

        String signature = keys.sign("whe_1", "msg_1", NOW, "{}");

        String other = keys.publicKeys("whe_2").getFirst();
        assertThat(verifies(other, signature, "msg_1.1674087231.{}")).isFalse();
    }

    @Test
    void whileASecretIsExchangedBothSign() throws Exception {
        String before = new EndpointKeys(List.of(OLD)).publicKeys("whe_1").getFirst();
        String after = new EndpointKeys(List.of(NEW)).publicKeys("whe_1").getFirst();
        EndpointKeys both = new EndpointKeys(List.of(NEW, OLD));

        String[] signatures = both.sign("whe_1", "msg_1", NOW, "{}").split(" ");

        assertThat(both.publicKeys("whe_1")).containsExactly(after, before);
        assertThat(signatures).hasSize(2);
        assertThat(verifies(after, signatures[0], "msg_1.1674087231.{}")).isTrue();
        assertThat(verifies(before, signatures[1], "msg_1.1674087231.{}")).isTrue();
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EndpointKeys(List.of("secret")));
        assertThatIllegalArgumentException().isThrownBy(() -> new EndpointKeys(List.of()));
    }

    private static boolean verifies(String publicKey, String signature, String content)
            throws GeneralSecurityException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(HexFormat.of().parseHex("302a300506032b6570032100"));
        encoded.writeBytes(Base64.getDecoder().decode(publicKey.substring("whpk_".length())));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
        verifier.update(content.getBytes(UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    }
}
