package io.assent.local.player;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayLine;
import io.assent.local.day.DayTypes;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Service;
import io.assent.notification.client.Category;
import io.assent.notification.client.ClientSettings;
import io.assent.notification.client.Notification;
import io.assent.notification.client.NotificationClient;
import io.assent.notification.client.Outcome;
import io.assent.notification.client.Refused;
import io.assent.notification.client.SealedNotification;
import io.assent.notification.client.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * One test person with a device and one test company, who live by no script: each step is a call to the public doors. What
 * is refused or not answered in time throws, with the step and the reason code.
 */
public final class TestPair implements AutoCloseable {
    private static final String PERSON = "prober-person";
    private static final String COMPANY = "prober-company";
    private static final String CONTACT = "/v1/people/" + PERSON + "/contacts/" + COMPANY;
    private static final String PURPOSE = "notifications.utility";
    private static final String NOTICE_VERSION = "prober-1";
    private static final String LANGUAGE = "en";
    /** The shortest that is taken soon: what an outage leaves behind ends by itself. */
    private static final Duration TTL = Duration.ofSeconds(60);

    private final Endpoints endpoints;
    private final Duration patience;
    private final Api api;
    private final KeyRing keys;
    private final NotificationClient company;
    private Findings findings = new Findings();
    private Device device;

    public TestPair(Endpoints endpoints, Path folder, Duration patience) throws IOException {
        this.endpoints = endpoints;
        this.patience = patience;
        this.api = new Api(endpoints, patience);
        this.keys = new KeyRing(folder.resolve("keys.jsonl"));
        this.company = new NotificationClient(ClientSettings.of(
                        endpoints.of(Service.NOTIFICATION),
                        COMPANY,
                        () -> endpoints.tokens().token("company", COMPANY))
                .withPatience(patience)
                .withAnswerTimeout(patience));
        this.device = newDevice();
    }

    /** Makes both known; whom the services know already they know no better for it. */
    public void introduce() throws InterruptedException {
        ObjectNode application = Api.JSON
                .createObjectNode()
                .put("company", COMPANY)
                .put("name", "Prober")
                .put("country", "DE")
                .put("vatId", "DE000000000");
        Call onboarding = Call.post(Service.CONSENT, "/v1/companies", application);
        taken("onboard", onboarding.as("operator", "operations").once(COMPANY));
        ObjectNode notice = purposes()
                .put("title", "Prober")
                .put("text", "This contact is a test of the stack.")
                .put("controllerContact", "whoever runs this stack")
                .put("retention", "until the next round")
                .put("validFrom", "2020-01-01T00:00:00Z");
        String place = "/v1/companies/" + COMPANY + "/notices/" + NOTICE_VERSION + "/" + LANGUAGE;
        taken("notice", Call.put(Service.CONSENT, place, notice).as("company", COMPANY));
        ObjectNode event = Api.JSON
                .createObjectNode()
                .put("id", PERSON)
                .put("source", "/prober")
                .put("type", DayTypes.PERSON_CHANGED)
                .put("time", Instant.now().toString());
        event.putObject("data")
                .put("user", PERSON)
                .put("country", "DE")
                .put("language", "en")
                .put("ageBand", "adult")
                .put("version", 1)
                .putArray("contacts");
        DayLine line = DayLine.of(1, event);
        byte[] data = line.data().toString().getBytes(StandardCharsets.UTF_8);
        try (var publisher = new Publisher(endpoints.kafka())) {
            var written = publisher.publish("people.events", PERSON, line, line.type(), data);
            api.awaitFresh(Service.NOTIFICATION, new Offsets().saw(written));
        }
    }

    /** A device that has seen nothing yet connects its inbox. */
    public void listen() throws InterruptedException {
        device.inbox().close();
        findings = new Findings();
        device = newDevice();
        device.register();
        try {
            device.inbox().open().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("listen: the inbox does not open", e);
        }
    }

    /** The person lets the company in, if the company is not; returns when the gate knows. */
    public void agree() throws InterruptedException {
        Answer contact = api.call(device.as(Call.get(Service.CONSENT, CONTACT)));
        if (contact.body().path("blocked").asBoolean()) {
            contact = decide("unblock", Api.JSON.createObjectNode());
        }
        if (!contact.body().path("state").asText().equals("accepted")) {
            ObjectNode request = purposes()
                    .put("user", PERSON)
                    .put("noticeVersion", NOTICE_VERSION)
                    .put("language", LANGUAGE);
            Call ask = Call.post(Service.CONSENT, "/v1/companies/" + COMPANY + "/contact-requests", request);
            taken("request", ask.as("company", COMPANY).once(UUID.randomUUID().toString()));
            contact = decide("accept", purposes());
        }
        if (contact.consistencyToken().isPresent()) {
            api.awaitFresh(Service.NOTIFICATION, contact.consistencyToken().get());
        }
    }

    /** The person takes the yes back, by this move; returns with the acknowledgement. */
    public void revoke(String move) throws InterruptedException {
        decide(move, Api.JSON.createObjectNode());
    }

    /** A message, sealed once: sending it again is the same message. */
    public SealedNotification seal(String text) throws InterruptedException {
        var message = Notification.of(UUID.randomUUID().toString(), PERSON, Category.UTILITY, text)
                .withTtl(TTL);
        return switch (company.seal(message)) {
            case SealedNotification sealed -> sealed;
            case Refused refused -> throw new IllegalStateException("seal: " + refused.reason());
        };
    }

    /** Returns when it was taken, which is before it is decided. */
    public void send(SealedNotification message) throws InterruptedException {
        switch (company.send(message)) {
            case SendResult.Accepted _ -> {}
            case Refused refused -> throw new IllegalStateException("send: " + refused.reason());
        }
    }

    /** How far a message has come, as its sender is told. */
    public Outcome outcome(SealedNotification message) throws InterruptedException {
        return company.outcome(MessageIds.of(COMPANY, message.message().idempotencyKey()));
    }

    /** Whether the screen has shown such a text since the device listens. */
    public boolean hasShown(Predicate<String> text) {
        return findings.wasShown(text);
    }

    private Answer decide(String move, ObjectNode body) throws InterruptedException {
        Call call = Call.post(Service.CONSENT, CONTACT + "/" + move, body);
        return taken(move, device.as(call).once(UUID.randomUUID().toString()));
    }

    private Answer taken(String step, Call call) throws InterruptedException {
        Answer answer = api.call(call);
        answer.refusal().ifPresent(reason -> {
            throw new IllegalStateException(step + ": " + reason);
        });
        return answer;
    }

    private static ObjectNode purposes() {
        ObjectNode body = Api.JSON.createObjectNode();
        body.putArray("purposes").add(PURPOSE);
        return body;
    }

    private Device newDevice() {
        return new Device(PERSON, keys.key("key-of-" + Device.idOf(PERSON)), api, findings);
    }

    @Override
    public void close() throws InterruptedException {
        device.inbox().close();
        company.close();
    }
}
