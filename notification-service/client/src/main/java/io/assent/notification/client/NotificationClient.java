package io.assent.notification.client;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.failsafe.RetryPolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A company's side of notification-service. Safe for many threads, and made for virtual ones: each method returns with the
 * answer. A call that finds no answer, or is asked to come again, is repeated while the patience of the {@link ClientSettings}
 * lasts, not before the moment that was named; then {@link NoAnswerException}, or the refusal.
 */
public final class NotificationClient implements AutoCloseable {
    /** More bodies are refused. */
    private static final int MOST_DEVICES = 5;

    private static final Duration FIRST_LOOK = Duration.ofMillis(25);
    private static final Duration LAST_LOOKS = Duration.ofSeconds(2);

    private final String company;
    private final CompanyKeys companyKeys;
    private final DeviceKeys deviceKeys;
    private final Door door;

    public NotificationClient(ClientSettings settings) {
        this.company = settings.company();
        this.companyKeys = new CompanyKeys(company, settings.keys());
        this.deviceKeys = new DeviceKeys(settings.keysKept());
        this.door = new Door(settings);
    }

    /**
     * Seals and sends. When the person's devices have other keys than were remembered, it is sealed anew, once, and sent under the
     * same idempotency key.
     *
     * @return accepted, or refused: {@code no_consent} when the contact is not accepted, {@code no_key} when the person has no
     *     device, {@code idempotency_key_reused} when the key was used before, also by a {@link Notification} that says the same
     *     and whose call found no answer: to be sure of a message, {@link #seal} it, and send that until it is accepted
     */
    public SendResult send(Notification message) throws InterruptedException {
        SendResult first = sealAndSend(message);
        return first instanceof Refused refused && refused.asksForOtherKeys() ? sealAndSend(message) : first;
    }

    /**
     * Seals for the devices that the person has, five at most, by keys that may be as old as {@link ClientSettings#keysKept}.
     *
     * @return sealed, or refused: {@code no_consent}, {@code no_key}
     */
    public SealResult seal(Notification message) throws InterruptedException {
        Optional<List<ECKey>> known = deviceKeys.of(message.user());
        if (known.isPresent()) {
            return seal(message, known.get());
        }
        Answer directory = door.get("/v1/people/" + encoded(message.user()) + "/keys");
        if (!directory.ok()) {
            return directory.refused();
        }
        List<ECKey> keys = DeviceKeys.read(directory);
        if (keys.isEmpty()) {
            return new Refused(409, "no_key", false, Optional.empty(), "no device of this person has published a key");
        }
        deviceKeys.remember(message.user(), keys);
        return seal(message, keys);
    }

    /**
     * Sends what was sealed before; the same again, however often, is the same message.
     *
     * @return accepted, or refused; after {@code key_revoked} and {@code wrong_key_id} the next sealing asks for the keys anew
     */
    public SendResult send(SealedNotification sealed) throws InterruptedException {
        Notification message = sealed.message();
        Answer answer = door.post("/v1/notifications", message.idempotencyKey(), sealed.json());
        if (answer.ok()) {
            return new SendResult.Accepted(answer.text("messageId").orElseThrow());
        }
        Refused refused = answer.refused();
        if (refused.asksForOtherKeys()) {
            deviceKeys.forget(message.user());
        }
        return refused;
    }

    /**
     * How far a message has come. A message that the gate could not take stays undecided; its topic of dead letters says why.
     *
     * @throws RefusedException when the token is not the company's
     */
    public Outcome outcome(String messageId) throws InterruptedException {
        Answer life = door.get("/v1/notifications/" + encoded(messageId));
        return life.status() == 404 ? Outcome.Open.UNDECIDED : mustBeOk(life).outcome();
    }

    /**
     * Waits for the end of a message, asking often at first and every two seconds later.
     *
     * @return its end, or {@link Outcome.Open} when patience ended before
     * @throws RefusedException when the token is not the company's
     */
    public Outcome follow(String messageId, Duration patience) throws InterruptedException {
        RetryPolicy<Outcome> untilItEnds = RetryPolicy.<Outcome>builder()
                .handleIf(_ -> false)
                .handleResultIf(outcome -> outcome instanceof Outcome.Open)
                .withBackoff(FIRST_LOOK, LAST_LOOKS)
                .withMaxRetries(-1)
                .withMaxDuration(patience)
                .build();
        return Repetition.of(untilItEnds, () -> outcome(messageId));
    }

    /**
     * Takes a message back before it is handed over.
     *
     * @return empty when it is cancelled; otherwise why not: {@code too_late}, or {@code not_found}, which may only mean that the
     *     gate has not decided it yet
     */
    public Optional<Refused> cancel(String messageId) throws InterruptedException {
        Answer answer = door.delete("/v1/notifications/" + encoded(messageId));
        return answer.ok() ? Optional.empty() : Optional.of(answer.refused());
    }

    /**
     * What people wrote, in the order in which it came, opened with the company's keys.
     *
     * @param after the cursor of the last one that is known; 0 for all
     * @param limit 1 to 500
     * @throws RefusedException when the token is not the company's
     */
    public List<Chat> chats(long after, int limit) throws InterruptedException {
        String path = "/v1/companies/%s/chats?after=%d&limit=%d".formatted(encoded(company), after, limit);
        Answer page = mustBeOk(door.get(path));
        List<Chat> chats = new ArrayList<>();
        try {
            for (Map<String, Object> entry : page.objects("chats")) {
                chats.add(chat(entry));
            }
        } catch (ParseException e) {
            throw new IllegalStateException("a chat is not of the form that the service documents", e);
        }
        return chats;
    }

    /**
     * Makes a key known, so that people can write back; it replaces the one before. Only its public part leaves this process.
     *
     * @param key on P-256, with a kid of 1 to 128 characters without blanks
     * @throws RefusedException when the token is not the company's, or the key is of another kind
     */
    public void publishKey(ECKey key) throws InterruptedException {
        mustBeOk(door.put(
                "/v1/companies/" + encoded(company) + "/key", key.toPublicJWK().toJSONObject()));
    }

    /** Calls that are under way end in {@link NoAnswerException}. */
    @Override
    public void close() {
        door.close();
    }

    private SendResult sealAndSend(Notification message) throws InterruptedException {
        return switch (seal(message)) {
            case SealedNotification sealed -> send(sealed);
            case Refused refused -> refused;
        };
    }

    private SealedNotification seal(Notification message, List<ECKey> keys) {
        return new SealedNotification(
                message,
                keys.stream()
                        .limit(MOST_DEVICES)
                        .map(key -> Seal.seal(message.text(), key, message.user(), company))
                        .toList());
    }

    private Chat chat(Map<String, Object> entry) throws ParseException {
        String user = Answer.text(entry, "user").orElseThrow();
        return new Chat(
                JSONObjectUtils.getLong(entry, "cursor"),
                Answer.text(entry, "messageId").orElseThrow(),
                user,
                companyKeys.open(Answer.text(entry, "sealed").orElse(""), user),
                Answer.instant(entry, "occurredAt").orElseThrow());
    }

    private static Answer mustBeOk(Answer answer) {
        if (!answer.ok()) {
            throw new RefusedException(answer.refused());
        }
        return answer;
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
