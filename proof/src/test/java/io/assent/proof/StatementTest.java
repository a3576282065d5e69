package io.assent.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {
    private static final String TYPE = "test+jws";
    private static final KeyPair PAIR = newPair();
    private static final SigningKey KEY = SigningKey.of(base64(PAIR.getPrivate().getEncoded()));
    private static final VerificationKeys KEYS = keys(PAIR);

    @Test
    void whatWasSignedIsReadAsItWas() {
        String jws = KEY.sign(TYPE, "{\"a\":\"ä\"}");

        assertThat(Statement.read(jws, TYPE, KEYS)).isEqualTo(new Statement.Reading.Signed(KEY.id(), "{\"a\":\"ä\"}"));
        assertThat(Statement.claimedType(jws)).contains(TYPE);
    }

    @Test
    void theSignatureIsOneThatTheJdkKnows() throws Exception {
        String[] parts = KEY.sign(TYPE, "{}").split("\\.");
        Signature jdk = Signature.getInstance("Ed25519");
        jdk.initVerify(PAIR.getPublic());
        jdk.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(jdk.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void everyChangedCharacterIsRefusedWithAReason() {
        String jws = KEY.sign(TYPE, "{\"a\":1}");
        for (int i = 0; i < jws.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                char[] changed = jws.toCharArray();
                changed[i] ^= (char) (1 << bit);

                assertThat(Statement.read(new String(changed), TYPE, KEYS))
                        .isInstanceOfSatisfying(
                                Statement.Reading.Refused.class,
                                refused -> assertThat(refused.reason())
                                        .isIn("not_a_proof", "unknown_key", "signature_invalid"));
            }
        }
    }

    @Test
    void aStatementIsNotTakenForOneOfAnotherKind() {
        assertThat(reason(KEY.sign("other+jws", "{}"), KEYS)).isEqualTo("not_a_proof");
    }

    @Test
    void aStatementOfAnotherIsNotBelieved() {
        assertThat(reason(KEY.sign(TYPE, "{}"), keys(newPair()))).isEqualTo("unknown_key");
    }

    @Test
    void statementsOfAFormerKeyStayTrue() {
        KeyPair next = newPair();
        VerificationKeys both = VerificationKeys.of(List.of(
                base64(next.getPublic().getEncoded()), base64(PAIR.getPublic().getEncoded())));

        assertThat(Statement.read(KEY.sign(TYPE, "{}"), TYPE, both)).isInstanceOf(Statement.Reading.Signed.class);
        VerificationKeys downloaded = VerificationKeys.ofJwkSet(JSONObjectUtils.toJSONString(both.toJwkSet()));
        assertThat(Statement.read(KEY.sign(TYPE, "{}"), TYPE, downloaded)).isInstanceOf(Statement.Reading.Signed.class);
    }

    @Test
    void theIdOfAKeyIsItsThumbprint() {
        // RFC 8037, appendix A.3
        String set = """
                {"keys":[{"kty":"OKP","crv":"Ed25519","kid":"mine","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""";

        assertThat(VerificationKeys.ofJwkSet(set).toJwkSet().toString())
                .contains("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
                .doesNotContain("mine");
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> SigningKey.of("bm8ga2V5")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VerificationKeys.of(List.of("bm8ga2V5"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VerificationKeys.ofJwkSet("[]")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCheckpointIsReadAsItWasSigned() {
        Checkpoint checkpoint = new Checkpoint(
                "log",
                3,
                9_000_000_000L,
                Hash.sha256(),
                MerkleTree.leaf(new byte[0]),
                Instant.parse("2026-03-02T12:00:00.5Z"));

        assertThat(Statement.read(checkpoint.sign(KEY), Checkpoint.TYPE, KEYS))
                .isInstanceOfSatisfying(
                        Statement.Reading.Signed.class,
                        signed -> assertThat(Checkpoint.of(signed)).isEqualTo(checkpoint));
        assertThatThrownBy(() -> Checkpoint.of(new Statement.Reading.Signed("id", "{\"log\":\"log\"}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String reason(String jws, VerificationKeys keys) {
        return Statement.read(jws, TYPE, keys) instanceof Statement.Reading.Refused refused ? refused.reason() : "none";
    }

    private static VerificationKeys keys(KeyPair pair) {
        return VerificationKeys.of(List.of(base64(pair.getPublic().getEncoded())));
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
