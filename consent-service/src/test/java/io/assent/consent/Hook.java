package io.assent.consent;

import io.assent.servers.HttpReceiver.Received;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.security.GeneralSecurityException;
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

    boolean verifies(Received request) throws GeneralSecurityException {
        return request.isSignedBy(key);
    }
}
