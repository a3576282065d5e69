package io.assent.notification;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A webhook of a company at this service. */
record Hook(String company, String id, String key) {

    static ValidatableResponse register(String company, String url, String... types) {
        String wanted = Arrays.stream(types).map(type -> "\"" + type + "\"").collect(Collectors.joining(","));
        return World.as("company", company)
                .body("{\"url\":\"%s\",\"types\":[%s]}".formatted(url, wanted))
                .post(path(company))
                .then();
    }

    static Hook registered(String company, String url, String... types) {
        JsonPath hook = register(company, url, types).statusCode(201).extract().jsonPath();
        return new Hook(company, hook.getString("id"), hook.getString("keys[0]"));
    }

    static String path(String company) {
        return "/v1/companies/" + company + "/webhooks";
    }

    JsonPath state() {
        return get("");
    }

    List<String> deliveries(String state) {
        return get("/deliveries?state=" + state).getList("id");
    }

    private JsonPath get(String below) {
        return World.as("company", company)
                .get(path(company) + "/" + id + below)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    void enable() {
        World.as("company", company)
                .post(path(company) + "/" + id + "/enable")
                .then()
                .statusCode(200);
    }

    void awaitDelivered(int deliveries) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> deliveries("delivered").size() == deliveries);
    }

    /** As if the time of the next attempt had come. */
    void timeHasCome() {
        Awaitility.await()
                .until(
                        () -> World.query(
                                "with due as (update webhook_delivery set due_at = now() where endpoint = '" + id
                                        + "' and state = 'pending' and leased_until is null and attempts > 0 returning 1)"
                                        + " select count(*) from due"),
                        moved -> !moved.equals("0"));
    }
}
