package io.assent.local.player;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.local.day.DayLine;
import io.assent.local.stack.Service;
import io.assent.notification.client.Seal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Companies send, by Kafka or by REST; people write back. */
final class NotificationLines {
    private static final String TYPE = "io.assent.notification.NotificationRequested";

    private final Cast cast;
    private final boolean awaitOutcomes;
    private final Map<String, ECKey> companyKeys = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> firstBodies = new ConcurrentHashMap<>();

    NotificationLines(Cast cast, boolean awaitOutcomes) {
        this.cast = cast;
        this.awaitOutcomes = awaitOutcomes;
    }

    Outcome request(DayLine line) throws InterruptedException {
        Company company = cast.company(line.text("company"));
        ObjectNode body = line.data().deepCopy();
        body.remove("company");
        body.remove("text");
        body.set("sealed", company.bodies(line));
        String messageId = MessageIds.of(line.text("company"), line.id());
        Device device = cast.device(line.text("user"));
        device.live(line.time());
        device.await(messageId, line.text("text"));
        return line.viaRest() ? byRest(line, company, messageId, body) : byKafka(line, messageId, body);
    }

    private Outcome byRest(DayLine line, Company company, String messageId, ObjectNode body)
            throws InterruptedException {
        boolean first = isFirst(messageId, body);
        Call call = Call.post(Service.NOTIFICATION, "/v1/notifications", body);
        Answer answer = cast.api.call(company.as(call).once(line.id()).at(line.time()));
        return answer.ok() && first ? settled(line, messageId, cast.log.refusalOfRest(line.id())) : Outcome.of(answer);
    }

    private Outcome byKafka(DayLine line, String messageId, ObjectNode body) throws InterruptedException {
        byte[] data = body.toString().getBytes(StandardCharsets.UTF_8);
        boolean first = isFirst(messageId, body);
        RecordMetadata written = cast.publisher.publish(
                "notification.requests." + line.text("company"), line.text("user"), line, TYPE, data);
        CompletableFuture<String> refusal =
                cast.log.refusalOf(written.topic() + "/" + written.partition() + "/" + written.offset());
        if (first) {
            return settled(line, messageId, refusal);
        }
        // The same again is passed over in silence; another body under a used id is refused.
        boolean same = body.equals(firstBodies.get(messageId));
        return same || !awaitOutcomes ? Outcome.TAKEN : new Outcome.Refused(outcome(line, refusal));
    }

    private boolean isFirst(String messageId, ObjectNode body) {
        return firstBodies.putIfAbsent(messageId, body) == null;
    }

    /** Waits for the message's end, or its acceptance when nobody is there to take it, or for its refusal. */
    private Outcome settled(DayLine line, String messageId, CompletableFuture<String> refusal)
            throws InterruptedException {
        if (!awaitOutcomes) {
            return Outcome.TAKEN;
        }
        Device device = cast.device(line.text("user"));
        MessageHistory history = cast.log.message(messageId);
        CompletableFuture<String> end = device.inbox().isWanted() ? history.terminal() : history.accepted();
        String outcome = outcome(line, end, refusal);
        if (refusal.isDone()) {
            return new Outcome.Refused(outcome);
        }
        if (!history.terminal().isDone()) {
            boolean code = line.text("category").equals("authentication");
            long usualSeconds = code ? 600 : Duration.ofDays(30).toSeconds();
            long ttlSeconds = line.data().path("ttlSeconds").asLong(usualSeconds);
            device.waiting().putIfAbsent(messageId, line.time().plusSeconds(ttlSeconds));
        }
        return Outcome.TAKEN;
    }

    private String outcome(DayLine line, CompletableFuture<?>... any) throws InterruptedException {
        try {
            return String.valueOf(CompletableFuture.anyOf(any).get(Waiting.SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            cast.findings.add(line.label() + ": no outcome within " + Waiting.SECONDS + " s");
            return "no_outcome";
        }
    }

    Outcome reply(DayLine line) throws InterruptedException {
        String company = line.text("company");
        String user = line.text("user");
        ObjectNode body = Api.JSON.createObjectNode().put("company", company);
        body.set("sealed", sealed(line, company, user).get(0));
        Answer answer = cast.call(
                user,
                line.time(),
                Call.post(Service.NOTIFICATION, "/v1/chats", body).once(line.id()));
        return Outcome.of(answer);
    }

    private ArrayNode sealed(DayLine line, String company, String user) throws InterruptedException {
        String text = line.text("text");
        var before = cast.sealed.find(user, line.id(), text);
        if (before.isPresent()) {
            return before.get();
        }
        ArrayNode sealed = Api.JSON.createArrayNode().add(Seal.seal(text, keyOf(company), company, user));
        return cast.sealed.keep(user, line.id(), text, sealed);
    }

    private ECKey keyOf(String company) throws InterruptedException {
        ECKey known = companyKeys.get(company);
        if (known == null) {
            Call call = Call.get(Service.NOTIFICATION, "/v1/companies/" + company + "/key");
            Answer answer = cast.api.call(call.as("operator", "operations"));
            try {
                known = ECKey.parse(answer.body().toString());
            } catch (ParseException e) {
                throw new IllegalStateException("the directory has no key of " + company, e);
            }
            companyKeys.put(company, known);
        }
        return known;
    }
}
