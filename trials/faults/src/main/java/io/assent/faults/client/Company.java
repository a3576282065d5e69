package io.assent.faults.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import io.assent.faults.history.Outcome;
import io.assent.local.player.Api;
import io.assent.local.player.Call;
import io.assent.local.player.MessageIds;
import io.assent.local.stack.Service;
import io.assent.notification.client.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A company that sends, by REST and by its own topic. */
final class Company {
    /** The notice under which people are asked. */
    static final String NOTICE_VERSION = "trial-1";

    static final String LANGUAGE = "en";
    private static final String TYPE = "io.assent.notification.NotificationRequested";
    private static final int TTL_SECONDS = 3_600;

    private final Scene scene;
    private final String id;
    private final AtomicLong numbers = new AtomicLong();

    Company(Scene scene, String id) {
        this.scene = scene;
        this.id = id;
    }

    String id() {
        return id;
    }

    Call as(Call call) {
        return call.as("company", id);
    }

    /** What is sealed says which message it is. */
    static String textOf(String messageId) {
        return "text of " + messageId;
    }

    private String nextEventId() {
        return scene.prefix + "-" + id + "-" + numbers.incrementAndGet();
    }

    private ObjectNode request(Person person, String messageId) {
        ObjectNode body = Api.JSON
                .createObjectNode()
                .put("user", person.id())
                .put("category", "utility")
                .put("ttlSeconds", TTL_SECONDS);
        body.putArray("sealed").add(Seal.seal(textOf(messageId), person.device().key(), person.id(), id));
        return body;
    }

    /** @return the message's id */
    String sendByRest(Person person) throws InterruptedException {
        String eventId = nextEventId();
        String messageId = MessageIds.of(id, eventId);
        Call call = as(Call.post(Service.NOTIFICATION, "/v1/notifications", request(person, messageId)))
                .once(eventId);
        var answer = scene.perform(Kind.SEND, person.id(), id, messageId, call);
        if (answer.isPresent()) {
            scene.duplicates.remember(call);
        }
        return messageId;
    }

    /** @return the message's id */
    String sendByKafka(Person person) throws InterruptedException {
        String eventId = nextEventId();
        String messageId = MessageIds.of(id, eventId);
        EventPublisher.Event event = event(person, eventId, messageId);
        long invoked = scene.history.now();
        boolean taken = scene.publisher.publish(event);
        scene.history.add(new Operation(
                Kind.SEND,
                person.id(),
                id,
                messageId,
                invoked,
                taken ? scene.history.now() : Operation.NEVER,
                taken ? Outcome.OK : Outcome.INFO,
                List.of()));
        if (taken) {
            scene.duplicates.remember(event);
        }
        return messageId;
    }

    /** Records that cannot be processed: no JSON, and one that only the database refuses. */
    void sendPoison(Person person) {
        String eventId = nextEventId();
        var _ = scene.publisher.publishLater(new EventPublisher.Event(
                topic(), person.id(), eventId, TYPE, "{".getBytes(StandardCharsets.UTF_8), Instant.now()));
        sendRefusedByDatabase(person);
        scene.publisher.flush();
    }

    /** No text of PostgreSQL holds the character NUL. */
    void sendRefusedByDatabase(Person person) {
        String eventId = nextEventId() + "\0";
        var _ = scene.publisher.publishLater(event(person, eventId, MessageIds.of(id, eventId)));
    }

    /** Several with one poison record among them, so close together that they are read in one batch. */
    void sendAroundPoison(Person person, int count) {
        long invoked = scene.history.now();
        Map<String, Future<?>> sent = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            if (i == count / 2) {
                sendRefusedByDatabase(person);
            }
            String eventId = nextEventId();
            String messageId = MessageIds.of(id, eventId);
            sent.put(messageId, scene.publisher.publishLater(event(person, eventId, messageId)));
        }
        scene.publisher.flush();
        sent.forEach((messageId, ack) -> {
            boolean taken = ack.state() == Future.State.SUCCESS;
            scene.history.add(new Operation(
                    Kind.SEND,
                    person.id(),
                    id,
                    messageId,
                    invoked,
                    taken ? scene.history.now() : Operation.NEVER,
                    taken ? Outcome.OK : Outcome.INFO,
                    List.of()));
        });
    }

    private EventPublisher.Event event(Person person, String eventId, String messageId) {
        byte[] data = request(person, messageId).toString().getBytes(StandardCharsets.UTF_8);
        return new EventPublisher.Event(topic(), person.id(), eventId, TYPE, data, Instant.now());
    }

    private String topic() {
        return "notification.requests." + id;
    }
}
