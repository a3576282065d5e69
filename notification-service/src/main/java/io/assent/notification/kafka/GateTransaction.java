package io.assent.notification.kafka;

import io.assent.base.EventTime;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.Rejections;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.dispatch.DispatchGate;
import io.assent.notification.dispatch.DispatchRequest;
import io.assent.notification.store.Candidate;
import io.assent.notification.store.ConsentBarrier;
import io.assent.notification.store.FairUseFacts;
import io.assent.notification.store.FairUseStore;
import io.assent.notification.store.GateStore;
import io.assent.notification.store.Intake;
import io.assent.notification.store.QuietHoursStore;
import io.assent.notification.store.RecipientStore;
import io.assent.notification.store.Standing;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** What the gate does with a batch in the transaction that moves its offsets. */
@Singleton
public class GateTransaction {
    static final String REUSED = "idempotency_key_reused";

    private final RequestDecoder decoder;
    private final ConsentBarrier barrier;
    private final RecipientStore recipients;
    private final FairUseStore fairUse;
    private final QuietHoursStore quietHours;
    private final GateStore store;
    private final KeyRejections keys;
    private final EventTime time;

    public GateTransaction(
            RequestDecoder decoder,
            ConsentBarrier barrier,
            RecipientStore recipients,
            FairUseStore fairUse,
            QuietHoursStore quietHours,
            GateStore store,
            KeyRejections keys,
            EventTime time) {
        this.decoder = decoder;
        this.barrier = barrier;
        this.recipients = recipients;
        this.fairUse = fairUse;
        this.quietHours = quietHours;
        this.store = store;
        this.keys = keys;
        this.time = time;
    }

    /** A record with what it asks for. */
    private record Request(ConsumerRecord<byte[], byte[]> record, Intake intake) {}

    /** A request with what is known of its recipient. */
    private record Asked(Request request, RecipientStore.Recipient recipient, Candidate candidate) {
        boolean isConsented() {
            return DispatchGate.decide(dispatch(), recipient.permission(), candidate.now()) instanceof Decision.Send;
        }

        Decision decide(FairUseFacts facts) {
            return DispatchGate.decide(dispatch(), recipient.permission(), facts.of(candidate), candidate.now());
        }

        private DispatchRequest dispatch() {
            Intake intake = request.intake();
            return new DispatchRequest(
                    intake.category(), recipient.country() != null, intake.expiresAt(candidate.dueAt()));
        }
    }

    /** Decodes every record once, before the barrier is known and however often the transaction is tried. */
    DecodedBatch decode(ConsumerRecords<byte[], byte[]> batch) {
        return DecodedBatch.of(batch, decoder);
    }

    /**
     * @param decoded the whole batch, of which these records are all or a part
     * @param passed the barriers that were passed before, by partition of the consent log
     * @return what was new
     */
    List<GateStore.Decided> decide(
            Connection connection,
            List<ConsumerRecord<byte[], byte[]>> records,
            DecodedBatch decoded,
            Rejections rejections,
            Map<Integer, Long> passed)
            throws SQLException {
        List<Request> wellFormed = distinct(records, decoded, rejections);
        Map<String, Standing> standings = fairUse.standings(
                connection,
                wellFormed.stream().map(request -> request.intake().company()).collect(Collectors.toSet()));
        List<Request> requests = known(wellFormed, standings.keySet(), rejections);
        if (requests.isEmpty()) {
            return List.of();
        }
        barrier.hold(connection, passed);
        List<Intake> intakes = requests.stream().map(Request::intake).toList();
        List<RecipientStore.Recipient> known = recipients.recipients(connection, intakes);
        Map<String, Instant> dueTimes = quietHours.dueTimes(connection, intakes);
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < intakes.size(); i++) {
            Intake intake = intakes.get(i);
            Instant dueAt = dueTimes.get(intake.messageId());
            asked.add(new Asked(requests.get(i), known.get(i), intake.candidate(dueAt, time.ofDecision(intake.now()))));
        }
        FairUseFacts facts = fairUse.lock(
                connection,
                asked.stream().filter(Asked::isConsented).map(Asked::candidate).toList(),
                standings);
        // Only now: whoever else took the same message has ended, and what was counted is not counted again.
        Set<String> taken = store.taken(connection, facts.counted());
        List<GateStore.Decided> decided = new ArrayList<>();
        List<KeyRejections.Misfit> misfits = new ArrayList<>();
        for (Asked each : asked) {
            Intake intake = each.request().intake();
            Decision decision = each.decide(facts);
            if (decision instanceof Decision.Send && !each.recipient().kids().containsAll(intake.kids())) {
                misfits.add(new KeyRejections.Misfit(
                        each.request().record(), intake, each.recipient().kids()));
                continue;
            }
            var one = new GateStore.Decided(
                    intake,
                    decision,
                    each.recipient().country(),
                    each.candidate().dueAt());
            decided.add(one);
            if (one.isToHandOver() && !taken.contains(intake.messageId())) {
                facts.count(each.candidate());
            }
        }
        int lane = records.getFirst().partition();
        fairUse.write(connection, facts);
        Set<String> repeated = new HashSet<>(store.insert(connection, lane, decided, time.wall()));
        repeated.addAll(keys.reject(connection, misfits, rejections));
        rejectOtherBodies(connection, requests, repeated, rejections);
        List<GateStore.Decided> fresh = decided.stream()
                .filter(each -> !repeated.contains(each.intake().messageId()))
                .toList();
        fairUse.sent(
                connection,
                lane,
                fresh.stream()
                        .filter(GateStore.Decided::isToHandOver)
                        .map(each -> each.intake().company())
                        .toList(),
                asked.getFirst().candidate().now());
        return fresh;
    }

    /** Of the same request twice in a batch the first counts. */
    private static List<Request> distinct(
            List<ConsumerRecord<byte[], byte[]>> records, DecodedBatch decoded, Rejections rejections) {
        Map<String, Request> first = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Intake intake = decoded.intake(record);
                Request earlier = first.putIfAbsent(intake.messageId(), new Request(record, intake));
                if (earlier != null && !Arrays.equals(earlier.intake().bodyHash(), intake.bodyHash())) {
                    rejectReuse(record, rejections);
                }
            } catch (PoisonRecordException poison) {
                rejections.reject(record, poison);
            }
        }
        return List.copyOf(first.values());
    }

    private static List<Request> known(List<Request> requests, Set<String> companies, Rejections rejections) {
        List<Request> known = new ArrayList<>();
        for (Request request : requests) {
            if (companies.contains(request.intake().company())) {
                known.add(request);
            } else {
                rejections.reject(request.record(), "unknown_company", "this company was not onboarded");
            }
        }
        return known;
    }

    private void rejectOtherBodies(
            Connection connection, List<Request> requests, Set<String> repeated, Rejections rejections)
            throws SQLException {
        Map<String, Intake> candidates = new LinkedHashMap<>();
        for (Request request : requests) {
            if (repeated.contains(request.intake().messageId())) {
                candidates.put(request.intake().messageId(), request.intake());
            }
        }
        if (!candidates.isEmpty()) {
            Set<String> others = store.withOtherBody(connection, candidates);
            requests.stream()
                    .filter(request -> others.contains(request.intake().messageId()))
                    .forEach(request -> rejectReuse(request.record(), rejections));
        }
    }

    private static void rejectReuse(ConsumerRecord<byte[], byte[]> record, Rejections rejections) {
        rejections.reject(record, REUSED, "this event id came with another body");
    }
}
