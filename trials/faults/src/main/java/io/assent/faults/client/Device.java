package io.assent.faults.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import io.assent.faults.history.Outcome;
import io.assent.local.player.Answer;
import io.assent.local.player.Api;
import io.assent.local.player.Call;
import io.assent.local.stack.Service;
import io.assent.notification.client.Seal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A person's device: it listens at one instance or the other, opens what arrives, and says that it did. */
final class Device {
    private static final long PAUSE_MILLIS = 200;

    private final Scene scene;
    private final String person;
    private final ECKey key;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile @Nullable InputStream line;
    private volatile boolean closed;

    Device(Scene scene, String person) {
        this.scene = scene;
        this.person = person;
        this.key = Seal.newKey("key-of-" + id(person) + "." + UUID.randomUUID());
    }

    private static String id(String person) {
        return "d-" + person;
    }

    Call as(Call call) {
        return call.as("device", person + "/" + id(person));
    }

    ECKey key() {
        return key;
    }

    void register() throws InterruptedException {
        JsonNode jwk = Api.JSON.valueToTree(key.toPublicJWK().toJSONObject());
        scene.mustBeTaken(as(Call.put(Service.NOTIFICATION, "/v1/devices/" + id(person) + "/key", jwk)));
    }

    void listen() {
        Thread.ofVirtual().name("device").start(this::run);
    }

    private void run() {
        int instance = 1 + Math.floorMod(person.hashCode(), 2);
        while (!closed) {
            try {
                HttpResponse<InputStream> response =
                        scene.doors.open(as(Call.get(Service.NOTIFICATION, "/v1/inbox")), instance);
                line = response.body();
                if (response.statusCode() == 200) {
                    read(response.body());
                }
            } catch (IOException broken) {
                // the other instance is tried next
            } catch (InterruptedException e) {
                return;
            } finally {
                cut();
            }
            instance = 3 - instance;
            pause();
        }
    }

    private void read(InputStream stream) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        var data = new StringBuilder();
        for (String text = lines.readLine(); text != null && !closed; text = lines.readLine()) {
            if (text.startsWith("data:")) {
                data.append(text.substring(5));
            } else if (text.isEmpty() && !data.isEmpty()) {
                take(Api.JSON.readTree(data.toString()));
                data.setLength(0);
            }
        }
    }

    private void take(JsonNode message) {
        long now = scene.history.now();
        String id = message.path("messageId").asText();
        String company = message.path("company").asText();
        String text = Seal.open(message.path("sealed").asText(), key);
        Outcome readable = text.equals(Company.textOf(id)) ? Outcome.OK : Outcome.FAIL;
        scene.history.add(new Operation(Kind.SHOWN, person, company, id, now, now, readable, List.of()));
        if (acknowledged.add(id)) {
            Thread.ofVirtual().start(() -> acknowledge(company, id));
        }
    }

    private void acknowledge(String company, String id) {
        ObjectNode body = Api.JSON.createObjectNode();
        body.putArray("receipts").addObject().put("messageId", id).put("status", "delivered");
        try {
            Optional<Answer> answer = scene.perform(
                    Kind.RECEIPT,
                    person,
                    company,
                    id,
                    as(Call.post(Service.NOTIFICATION, "/v1/receipts", body)),
                    Device::taken);
            if (answer.isEmpty()) {
                acknowledged.remove(id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<List<String>> taken(Answer answer) {
        String result = answer.body().path("results").path(0).path("result").asText();
        return result.equals("recorded") || result.equals("duplicate") ? Optional.of(List.of()) : Optional.empty();
    }

    void close() {
        closed = true;
        cut();
    }

    private void cut() {
        InputStream open = line;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyBroken) {
                line = null;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
