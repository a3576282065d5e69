package io.assent.notification.kafka;

import io.assent.base.EventTime;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.Rejections;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.dispatch.DispatchGate;
import io.assent.notification.dispatch.DispatchRequest;
import io.assent.notification.store.ConsentBarrier;
import io.assent.notification.store.GateStore;
import io.assent.notification.store.Intake;
import io.assent.notification.store.RecipientStore;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
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
    private final RequestDecoder decoder;
    private final ConsentBarrier barrier;
    private final RecipientStore recipients;
    private final GateStore store;
    private final KeyRejections keys;
    private final EventTime time;

    public GateTransaction(
            RequestDecoder decoder,
            ConsentBarrier barrier,
            RecipientStore recipients,
            GateStore store,
            KeyRejections keys,
            EventTime time) {
        this.decoder = decoder;
        this.barrier = barrier;
        this.recipients = recipients;
        this.store = store;
        this.keys = keys;
        this.time = time;
    }

    /** A record with what it asks for. */
    private record Request(ConsumerRecord<byte[], byte[]> record, Intake intake) {}

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
        List<Request> requests = known(connection, distinct(records, decoded, rejections), rejections);
        if (requests.isEmpty()) {
            return List.of();
        }
        barrier.hold(connection, passed);
        List<RecipientStore.Recipient> known = recipients.recipients(
                connection, requests.stream().map(Request::intake).toList());
        Map<String, Request> byId = new LinkedHashMap<>();
        List<GateStore.Decided> decided = new ArrayList<>();
        List<KeyRejections.Misfit> misfits = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            RecipientStore.Recipient recipient = known.get(i);
            Intake intake = request.intake();
            Decision decision = DispatchGate.decide(
                    new DispatchRequest(intake.category(), recipient.country() != null, intake.expiresAt()),
                    recipient.permission(),
                    intake.now());
            byId.put(intake.messageId(), request);
            if (decision instanceof Decision.Send && !recipient.kids().containsAll(intake.kids())) {
                misfits.add(new KeyRejections.Misfit(request.record(), intake, recipient.kids()));
            } else {
                decided.add(new GateStore.Decided(intake, decision, recipient.country()));
            }
        }
        int lane = records.getFirst().partition();
        Set<String> repeated = new HashSet<>(store.insert(connection, lane, decided, time.wall()));
        repeated.addAll(keys.reject(connection, misfits, rejections));
        rejectOtherBodies(connection, byId, repeated, rejections);
        return decided.stream()
                .filter(each -> !repeated.contains(each.intake().messageId()))
                .toList();
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

    private List<Request> known(Connection connection, List<Request> requests, Rejections rejections)
            throws SQLException {
        Set<String> companies = recipients.knownCompanies(
                connection,
                requests.stream().map(request -> request.intake().company()).collect(Collectors.toSet()));
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
            Connection connection, Map<String, Request> byId, Set<String> repeated, Rejections rejections)
            throws SQLException {
        Map<String, Intake> candidates = new LinkedHashMap<>();
        byId.forEach((id, request) -> {
            if (repeated.contains(id)) {
                candidates.put(id, request.intake());
            }
        });
        if (!candidates.isEmpty()) {
            for (String id : store.withOtherBody(connection, candidates)) {
                Request request = byId.get(id);
                if (request != null) {
                    rejectReuse(request.record(), rejections);
                }
            }
        }
    }

    private static void rejectReuse(ConsumerRecord<byte[], byte[]> record, Rejections rejections) {
        rejections.reject(record, "idempotency_key_reused", "this event id came with another body");
    }
}
