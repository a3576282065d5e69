package io.assent.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.exactlyonce.Partitions;
import io.assent.servers.Contracts;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ClickTest {
    private static final long LEASE_MILLIS = 400;

    private String company;
    private String campaign;
    private String viewer;
    private String token;

    @BeforeEach
    void anAdThatWasShown() {
        AdWorld.publishLease(LEASE_MILLIS);
        AdWorld.awaitReady();
        company = AdWorld.company();
        campaign = AdWorld.campaign(company, 9_700_000, 1_000);
        viewer = AdWorld.viewer(4);
        AdWorld.fresh(AdWorld.choice(viewer, "contextual"));
        token = Awaitility.await()
                .until(() -> AdWorld.tokensIn(AdWorld.feed(viewer, "f-1")), tokens -> !tokens.isEmpty())
                .getFirst();
    }

    @AfterEach
    void noMoreOfIt() {
        SwitchableLease.denied = false;
        AdWorld.stop(company, campaign);
    }

    @Test
    void aClickIsToldOnceHoweverOftenItIsReported() throws Exception {
        click(viewer, token).statusCode(200).body("result", equalTo("recorded"), "company", equalTo(company));
        click(viewer, token).statusCode(200).body("result", equalTo("duplicate"));

        Awaitility.await().until(() -> !told().isEmpty());
        JsonNode click = new ObjectMapper().readTree(told().getFirst());
        assertThat(told()).hasSize(1);
        assertThat(Contracts.faults("io.assent.ad.AdClicked", click)).isEmpty();
        assertThat(click.get("company").asText()).isEqualTo(company);
        AdWorld.as("company", company)
                .get("/v1/campaigns/" + campaign)
                .then()
                .body("clicks", equalTo(1), "spentMicros", equalTo(0));
    }

    @Test
    void onlyTheViewerFollowsAnAd() {
        String other = AdWorld.viewer(0);
        AdWorld.fresh(AdWorld.choice(other, "contextual"));

        click(other, token).statusCode(422).body("reason", equalTo("token_invalid"));
        click(viewer, token + "x").statusCode(422).body("reason", equalTo("token_invalid"));
        click(viewer, "x".repeat(2_000)).statusCode(400).body("reason", equalTo("invalid_field"));
        AdWorld.as("person", other)
                .body("{\"token\":\"" + token + "\"}")
                .post("/v1/people/" + viewer + "/clicks")
                .then()
                .statusCode(403)
                .body("reason", equalTo("subject_mismatch"));
    }

    @Test
    void anAdOfWhoWasRefusedSinceLeadsNowhere() {
        AdWorld.fresh(AdWorld.block(viewer, company, true));
        click(viewer, token).statusCode(422).body("reason", equalTo("consent_withdrawn"));

        AdWorld.fresh(AdWorld.block(viewer, company, false));
        AdWorld.fresh(AdWorld.choice(viewer, "none"));
        click(viewer, token).statusCode(422).body("reason", equalTo("consent_withdrawn"));
        assertThat(told()).isEmpty();
    }

    @Test
    void nobodyKnowsWhetherWithoutTheLease() {
        SwitchableLease.denied = true;

        AdWorld.as("person", viewer)
                .body("{\"token\":\"" + token + "\"}")
                .post("/v1/people/" + viewer + "/clicks")
                .then()
                .statusCode(503)
                .body("reason", equalTo("unavailable"));
    }

    /** Repeats while the service says that it cannot know the choices just now, as a device does. */
    private static ValidatableResponse click(String viewer, String token) {
        return Awaitility.await()
                .until(
                        () -> AdWorld.as("person", viewer)
                                .body("{\"token\":\"" + token + "\"}")
                                .post("/v1/people/" + viewer + "/clicks"),
                        response -> response.statusCode() != 503)
                .then();
    }

    /** Clicks of this viewer. */
    private List<String> told() {
        TopicPartition theirs = new TopicPartition("ad.clicks", Partitions.of(viewer, 24));
        List<String> clicks = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        ServersTestResource.servers().bootstrapServers(),
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(theirs));
            consumer.seekToBeginning(List.of(theirs));
            long end = consumer.endOffsets(List.of(theirs)).get(theirs);
            while (consumer.position(theirs) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (viewer.equals(record.key())) {
                        clicks.add(record.value());
                    }
                });
            }
        }
        return clicks;
    }
}
