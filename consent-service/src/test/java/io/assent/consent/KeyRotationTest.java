package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.proof.Checkpoint;
import io.assent.proof.Hash;
import io.assent.proof.SigningKey;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Started anew after a change of the key. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(KeyRotationTest.Rotated.class)
class KeyRotationTest {
    private static final KeyPair FORMER = pair();

    /** The current key is that of all tests; before it there was another. */
    public static class Rotated implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "assent.consent.former-public-keys",
                    Base64.getEncoder().encodeToString(FORMER.getPublic().getEncoded()));
        }
    }

    @Test
    void whatTheFormerKeySignedStaysTrueAndTheCurrentOneSigns() {
        SigningKey former = SigningKey.of(
                Base64.getEncoder().encodeToString(FORMER.getPrivate().getEncoded()));
        SigningKey current = SigningKey.of(ServersTestResource.consentKey().privateKey());
        Checkpoint old = new Checkpoint("assent", 3, 1, Hash.sha256(), Hash.sha256(), Instant.EPOCH);

        List<String> ids =
                RestAssured.get("/v1/keys").then().statusCode(200).extract().path("keys.kid");
        assertThat(ids).containsExactly(current.id(), former.id());
        assertThat(Proofs.checkpoint(old.sign(former))).isEqualTo(old);

        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);
        String signed = Proofs.get("/v1/checkpoints/" + Log.partition(person) + "/inclusion/1")
                .path("checkpoint")
                .asText();
        assertThat(Proofs.signed(signed, Checkpoint.TYPE).keyId()).isEqualTo(current.id());
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
