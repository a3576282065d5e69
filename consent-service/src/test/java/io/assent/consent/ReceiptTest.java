package io.assent.consent;

import static io.assent.consent.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.consent.history.HistoryLeaf;
import io.assent.consent.store.Receipts;
import io.assent.proof.Checkpoint;
import io.assent.proof.Hash;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ReceiptTest {
    private String company;
    private String person;

    @BeforeEach
    void givenAConsent() {
        company = Api.freshCompany();
        person = Api.freshPerson();
        Api.accepted(company, person);
    }

    @Test
    void aReceiptSaysWhatWasAgreedAndThatItIsInTheHistory() {
        JsonNode file = receiptOfPerson();
        JsonNode receipt = payload(file);

        assertThat(receipt.path("header").path("pii_principal_id").asText()).isEqualTo(person);
        assertThat(receipt.path("pii_processing").path("purposes").findValuesAsText("purpose"))
                .containsExactly("chat", "notifications.utility");
        assertThat(receipt.path("pii_processing")
                        .path("privacy_notice")
                        .path("version")
                        .asText())
                .isEqualTo("v1");
        assertThat(payload(receiptOfPerson())
                        .path("pii_processing")
                        .path("privacy_notice")
                        .path("hash")
                        .asText())
                .hasSize(64);
        assertThat(receipt.path("party_identification")
                        .path(0)
                        .path("party_name")
                        .asText())
                .isEqualTo("Shop");
        assertThat(receipt.path("pii_processing").path("jurisdiction").asText()).isEqualTo("DE");
        assertThat(receipt.path("events").path(0).path("event_state").asText()).isEqualTo("consent given");
        assertThat(isInHistory(file)).isTrue();
    }

    @Test
    void bothSidesMayHaveIt() {
        assertThat(payload(receiptOf("company", company)).path("evidence"))
                .isEqualTo(payload(receiptOfPerson()).path("evidence"));
        refused(receipt("company", "another-company"), 403, "subject_mismatch");
        refused(receipt("person", "another-person"), 403, "subject_mismatch");
    }

    @Test
    void anotherJoseLibraryVerifiesIt() throws Exception {
        JsonNode file = receiptOfPerson();
        for (String jws : new String[] {
            file.path("receipt").asText(), file.path("checkpoint").asText()
        }) {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "EdDSA"));
            signature.setCompactSerialization(jws);
            JsonWebKeySet keys = new JsonWebKeySet(RestAssured.get("/v1/keys").asString());
            signature.setKey(new VerificationJwkSelector()
                    .select(signature, keys.getJsonWebKeys())
                    .getKey());

            assertThat(signature.verifySignature()).isTrue();
        }
    }

    @Test
    void afterAWithdrawalThereIsNoneAndAnEarlierOneStaysTrue() {
        JsonNode kept = receiptOfPerson();
        Api.as("person", person)
                .post(Api.contact(company, person) + "/withdraw")
                .then()
                .statusCode(200);

        refused(receipt("person", person), 409, "not_accepted");
        assertThat(payload(kept).path("events").path(0).path("event_state").asText())
                .isEqualTo("consent given");
        assertThat(isInHistory(kept)).isTrue();
    }

    @Test
    void whatWasTakenBackSinceIsTold() {
        Api.as("person", person)
                .body("{\"purposes\":[\"chat\"]}")
                .post(Api.contact(company, person) + "/withdraw")
                .then()
                .statusCode(200);

        JsonNode events = payload(receiptOfPerson()).path("events");

        assertThat(events.path(1).path("event_state").asText()).isEqualTo("consent withdrawn");
        assertThat(events.path(1).path("purposes").path(0).asText()).isEqualTo("chat");
    }

    @Test
    void aNoticeThatTheCompanySentLaterIsNotTheOneThatWasAccepted() {
        Api.publish(company, "v2", "en", Api.NOTICE).statusCode(201);
        Api.as("company", company)
                .body(
                        "{\"user\":\"%s\",\"purposes\":[\"notifications.marketing\"],\"noticeVersion\":\"v2\",\"language\":\"en\"}"
                                .formatted(person))
                .post("/v1/companies/" + company + "/contact-requests")
                .then()
                .statusCode(201);

        assertThat(payload(receiptOfPerson())
                        .path("pii_processing")
                        .path("privacy_notice")
                        .path("version")
                        .asText())
                .isEqualTo("v1");
        assertThat(payload(receiptOfPerson())
                        .path("pii_processing")
                        .path("privacy_notice")
                        .path("hash")
                        .asText())
                .hasSize(64);
    }

    @Test
    void whereThereIsNoConsentThereIsNoReceipt() {
        refused(receipt(company, "stranger", "person", "stranger"), 404, "not_found");
        Api.request(company, "undecided");
        refused(receipt(company, "undecided", "person", "undecided"), 409, "not_accepted");
        Api.as("person", person)
                .post(Api.contact(company, person) + "/block")
                .then()
                .statusCode(200);
        refused(receipt("person", person), 409, "blocked");
    }

    @Test
    void theFilesAreThoseOfTheContract() throws IOException {
        JsonNode file = receiptOfPerson();
        Checkpoint checkpoint = Proofs.checkpoint(file.path("checkpoint").asText());
        String path = "/v1/checkpoints/" + checkpoint.shard();
        long size = checkpoint.treeSize();

        assertThat(form(file)).isEqualTo(form(pinned("receipt")));
        assertThat(form(Proofs.get(path + "/inclusion/1"))).isEqualTo(form(pinned("inclusion")));
        assertThat(form(Proofs.get(path + "/consistency?from=" + size + "&to=" + size)))
                .isEqualTo(form(pinned("consistency")));
        assertThat(form(Proofs.get("/v1/keys").path("keys").path(0)))
                .isEqualTo(form(pinned("keys").path("keys").path(0)));
    }

    private static JsonNode pinned(String file) throws IOException {
        return Proofs.json(Files.readString(Contract.FOLDER.resolve("proofs/" + file + ".json")));
    }

    /** The names of all members, however deep; lists are taken for their being lists. */
    private static String form(JsonNode node) {
        return node.isObject()
                ? node.properties().stream()
                        .map(member -> member.getKey() + form(member.getValue()))
                        .sorted()
                        .toList()
                        .toString()
                : node.isArray() ? "[]" : "";
    }

    private static JsonNode payload(JsonNode file) {
        return Proofs.json(
                Proofs.signed(file.path("receipt").asText(), Receipts.TYPE).payload());
    }

    /** Computes the commitment anew from what the receipt says. */
    private static boolean isInHistory(JsonNode file) {
        JsonNode evidence = payload(file).path("evidence");
        Hash commitment = Hash.sha256(
                Base64.getUrlDecoder().decode(evidence.path("salt").asText()),
                evidence.path("entry").asText().getBytes(StandardCharsets.UTF_8));
        Checkpoint checkpoint = Proofs.checkpoint(file.path("checkpoint").asText());
        return Proofs.inclusion(file)
                .verify(HistoryLeaf.of(evidence.path("sequence").asLong(), commitment.bytes()), checkpoint.rootHash());
    }

    private JsonNode receiptOfPerson() {
        return receiptOf("person", person);
    }

    private JsonNode receiptOf(String role, String id) {
        return Proofs.json(receipt(role, id).statusCode(200).extract().asString());
    }

    private ValidatableResponse receipt(String role, String id) {
        return receipt(company, person, role, id);
    }

    private static ValidatableResponse receipt(String company, String person, String role, String id) {
        String path = role.equals("person")
                ? Api.contact(company, person) + "/receipt"
                : "/v1/companies/" + company + "/contacts/" + person + "/receipt";
        return Api.as(role, id).get(path).then();
    }
}
