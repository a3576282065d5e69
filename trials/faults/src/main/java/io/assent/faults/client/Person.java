package io.assent.faults.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.faults.history.Kind;
import io.assent.local.player.Answer;
import io.assent.local.player.Api;
import io.assent.local.player.Call;
import io.assent.local.stack.Service;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Utils;

/** A person who decides about companies and ads, and looks at the Status area; one decision at a time. */
final class Person {
    private static final String PURPOSE = "notifications.utility";

    private static final int PARTITIONS = 24;

    private final Scene scene;
    private final String id;
    private final Device device;
    private final AtomicInteger looks = new AtomicInteger();

    Person(Scene scene, String id) {
        this.scene = scene;
        this.id = id;
        this.device = new Device(scene, id);
    }

    String id() {
        return id;
    }

    /** The partition that users' topics have for this person. */
    int partition() {
        return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    Device device() {
        return device;
    }

    /** The company asks, and the person accepts. */
    void grant(Company company) throws InterruptedException {
        ObjectNode request = purposes()
                .put("user", id)
                .put("noticeVersion", Company.NOTICE_VERSION)
                .put("language", Company.LANGUAGE);
        Call ask = Call.post(Service.CONSENT, "/v1/companies/" + company.id() + "/contact-requests", request);
        var _ = scene.perform(Kind.ASK, id, company.id(), "", company.as(ask).once(key()));
        var _ = decide(Kind.GRANT, company, "accept", purposes());
    }

    void withdraw(Company company) throws InterruptedException {
        var _ = decide(Kind.WITHDRAW, company, "withdraw", Api.JSON.createObjectNode());
    }

    void block(Company company) throws InterruptedException {
        var _ = decide(Kind.BLOCK, company, "block", Api.JSON.createObjectNode());
    }

    void unblock(Company company) throws InterruptedException {
        var _ = decide(Kind.UNBLOCK, company, "unblock", Api.JSON.createObjectNode());
    }

    private Optional<Answer> decide(Kind kind, Company company, String move, ObjectNode body)
            throws InterruptedException {
        String path = "/v1/people/" + id + "/contacts/" + company.id() + "/" + move;
        Call call = device.as(Call.post(Service.CONSENT, path, body)).once(key());
        Optional<Answer> answer = scene.perform(kind, id, company.id(), "", call);
        if (answer.isPresent()) {
            scene.duplicates.remember(call);
        }
        return answer;
    }

    /** @param choice none, contextual or personalised */
    void chooseAds(String choice) throws InterruptedException {
        ObjectNode body = Api.JSON.createObjectNode().put("choice", choice);
        Call call = device.as(Call.put(Service.CONSENT, "/v1/people/" + id + "/ads-choice", body))
                .once(key());
        if (scene.perform(Kind.CHOOSE_ADS, id, "", choice, call).isPresent()) {
            scene.duplicates.remember(call);
        }
    }

    /** Looks at the feed and reports its ads as viewed. */
    void look() throws InterruptedException {
        String feed = id + "-" + looks.incrementAndGet();
        List<String> tokens = new ArrayList<>();
        Call open = device.as(Call.get(Service.AD, "/v1/people/" + id + "/feed?feed=" + feed));
        var _ = scene.perform(Kind.FEED, id, "", feed, open, answer -> {
            List<String> companies = new ArrayList<>();
            for (JsonNode item : answer.body().path("items")) {
                if (item.path("type").asText().equals("sponsored")) {
                    companies.add(item.path("company").asText());
                    tokens.add(item.path("token").asText());
                }
            }
            return Optional.of(companies);
        });
        if (!tokens.isEmpty()) {
            report(feed, tokens);
        }
    }

    private void report(String feed, List<String> tokens) throws InterruptedException {
        ObjectNode report = Api.JSON.createObjectNode().put("feed", feed);
        report.set("tokens", Api.JSON.valueToTree(tokens));
        Call say = device.as(Call.post(Service.AD, "/v1/people/" + id + "/views", report));
        var _ = scene.perform(Kind.VIEWS, id, "", feed, say, answer -> {
            List<String> charged = new ArrayList<>();
            for (JsonNode result : answer.body().path("results")) {
                if (result.path("result").asText().equals("charged")) {
                    charged.add(result.path("impressionId").asText());
                }
            }
            return Optional.of(charged);
        });
        scene.duplicates.remember(say);
    }

    /** The state as consent-service tells it. */
    Optional<JsonNode> contact(Company company) throws InterruptedException {
        return state("/v1/people/" + id + "/contacts/" + company.id());
    }

    Optional<JsonNode> adsChoice() throws InterruptedException {
        return state("/v1/people/" + id + "/ads-choice");
    }

    private Optional<JsonNode> state(String path) throws InterruptedException {
        return scene.doors
                .ask(device.as(Call.get(Service.CONSENT, path)), scene::ended)
                .filter(Answer::ok)
                .map(Answer::body);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static ObjectNode purposes() {
        ObjectNode body = Api.JSON.createObjectNode();
        body.putArray("purposes").add(PURPOSE);
        return body;
    }
}
