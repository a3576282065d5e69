package io.assent.local.player;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.local.stack.Service;
import io.assent.notification.client.Seal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A person's device: it holds the key, opens what arrives, shows it once and says so. */
final class Device {
    /** What people read at once; the rest they only receive. */
    private static final Set<String> READ = Set.of("utility", "chat");

    /** What was written to the stream before the receipt was taken may arrive after it. */
    private static final Duration LONGEST_WAY = Duration.ofSeconds(5);

    private final String person;
    private final ECKey key;
    private final Api api;
    private final Findings findings;
    private final Duration longestWay;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    /** By message, when its receipt was first taken, as {@link System#nanoTime()} has it. */
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> awaited = new ConcurrentHashMap<>();
    private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
    private volatile Instant now = Instant.EPOCH;
    private volatile boolean registered;
    private final Inbox inbox;

    Device(String person, ECKey key, Api api, Findings findings) {
        this(person, key, api, findings, LONGEST_WAY);
    }

    /** @param longestWay of a message from the service to here */
    Device(String person, ECKey key, Api api, Findings findings, Duration longestWay) {
        this.longestWay = longestWay;
        this.person = person;
        this.key = key;
        this.api = api;
        this.findings = findings;
        this.inbox = new Inbox(this, api, findings);
    }

    static String idOf(String person) {
        return "d-" + person;
    }

    Call as(Call call) {
        return call.as("device", person + "/" + idOf(person)).at(now);
    }

    /** The person's own time goes on with each line that touches them. */
    void live(Instant time) {
        now = time;
    }

    /** Puts the public key into the directory, once. */
    synchronized void register() throws InterruptedException {
        if (!registered) {
            String path = "/v1/devices/" + idOf(person) + "/key";
            var jwk = Api.JSON.valueToTree(key.toPublicJWK().toJSONObject());
            api.call(as(Call.put(Service.NOTIFICATION, path, jwk)))
                    .refusal()
                    .ifPresent(reason -> findings.add("the key of " + idOf(person) + " was refused: " + reason));
            registered = true;
        }
    }

    Inbox inbox() {
        return inbox;
    }

    /** Messages that wait for this device, with the moment at which they expire. */
    Map<String, Instant> waiting() {
        return waiting;
    }

    /** What the device must be able to read when this message arrives: of a reused id, one of the texts. */
    void await(String messageId, String text) {
        awaited.computeIfAbsent(messageId, id -> ConcurrentHashMap.newKeySet()).add(text);
    }

    /** @param arrivedAt as {@link System#nanoTime()} has it */
    void receive(String messageId, String category, String sealed, long arrivedAt) throws InterruptedException {
        if (shown.add(messageId)) {
            show(messageId, Seal.open(sealed, key));
        } else if (wasLongAcknowledged(messageId, arrivedAt)) {
            findings.add(messageId + " was delivered again to " + idOf(person) + " after its receipt was taken");
        }
        ObjectNode body = Api.JSON.createObjectNode();
        var receipts = body.putArray("receipts");
        receipts.addObject().put("messageId", messageId).put("status", "delivered");
        if (READ.contains(category)) {
            receipts.addObject().put("messageId", messageId).put("status", "read");
        }
        if (api.call(as(Call.post(Service.NOTIFICATION, "/v1/receipts", body))).ok()) {
            acknowledged.putIfAbsent(messageId, System.nanoTime());
        }
    }

    private boolean wasLongAcknowledged(String messageId, long at) {
        Long since = acknowledged.get(messageId);
        return since != null && at - since > longestWay.toNanos();
    }

    private void show(String messageId, String text) {
        findings.shown(text, messageId);
        Set<String> expected = awaited.get(messageId);
        if (expected != null && !expected.contains(text)) {
            findings.add(messageId + " arrived with another text than was sent");
        }
    }
}
