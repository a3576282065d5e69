package io.assent.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assent.servers.HttpReceiver.Received;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;

/** A webhook of a company, with what its owner can do. */
record Hook(String company, String id, String key) {

    static Hook registered(String company, String url, String... changes) {
        String body = "{\"url\":\"%s\",\"changes\":[%s]}"
                .formatted(
                        url,
                        String.join(
                                ",",
                                List.of(changes).stream()
                                        .map(change -> "\"" + change + "\"")
                                        .toList()));
        JsonPath hook = Api.as("company", company)
                .body(body)
                .post(path(company))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Hook(company, hook.getString("id"), hook.getString("keys[0]"));
    }

    static String path(String company) {
        return "/v1/companies/" + company + "/webhooks";
    }

    String path() {
        return path(company) + "/" + id;
    }

    RequestSpecification owner() {
        return Api.as("company", company);
    }

    JsonPath state() {
        return owner().get(path()).then().statusCode(200).extract().jsonPath();
    }

    List<String> deliveries(String state) {
        return owner().get(path() + "/deliveries?state=" + state)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("id");
    }

    void awaitDelivered(int deliveries) {
        Awaitility.await().until(() -> deliveries("delivered").size() == deliveries);
    }

    /** As if the time of the next attempt had come. */
    void timeHasCome() {
        Awaitility.await()
                .until(() -> Database.execute(
                                "update webhook_delivery set due_at = now() where endpoint = ? and state = 'pending'"
                                        + " and leased_until is null and attempts > 0",
                                id)
                        > 0);
    }

    /** By the JDK, which signs nothing here, and by the text of the specification. */
    boolean verifies(Received request) throws GeneralSecurityException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(HexFormat.of().parseHex("302a300506032b6570032100"));
        encoded.writeBytes(Base64.getDecoder().decode(key.substring("whpk_".length())));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
        verifier.update((request.id() + "." + request.timestamp() + "." + request.body()).getBytes(UTF_8));
        return verifier.verify(Base64.getDecoder().decode(request.signature().substring("v1a,".length())));
    }
}
