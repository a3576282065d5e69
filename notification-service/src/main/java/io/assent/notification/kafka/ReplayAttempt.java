package io.assent.notification.kafka;

import io.assent.notification.store.DeadLetter;
import io.assent.notification.store.GateStore;
import io.assent.notification.store.ReplayStore.Outcome;
import io.assent.notification.store.ReplayStore.Settled;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One try to put letters through the gate, in a transaction.
 *
 * @param records of the letters, by their ids; what is not there any more is missing
 */
record ReplayAttempt(
        GateTransaction gate,
        List<DeadLetter> letters,
        Map<String, ConsumerRecord<byte[], byte[]>> records,
        DecodedBatch decoded) {

    private record Refusal(String reason, String detail) {}

    /** @param taken is given what is new */
    List<Settled> decide(Connection connection, Map<Integer, Long> passed, List<GateStore.Decided> taken)
            throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> there = letters.stream()
                .filter(letter -> records.containsKey(letter.id()))
                .map(letter -> records.get(letter.id()))
                .toList();
        // Records are compared by identity: a place may be asked for once only.
        Map<ConsumerRecord<byte[], byte[]>, Refusal> refusals = new HashMap<>();
        if (!there.isEmpty()) {
            taken.addAll(gate.decide(
                    connection,
                    there,
                    decoded,
                    (record, reason, detail) -> refusals.put(record, new Refusal(reason, detail)),
                    passed));
        }
        return settled(refusals, taken);
    }

    private List<Settled> settled(
            Map<ConsumerRecord<byte[], byte[]>, Refusal> refusals, List<GateStore.Decided> taken) {
        Set<String> fresh = new HashSet<>();
        taken.forEach(decided -> fresh.add(decided.intake().messageId()));
        List<Settled> settled = new ArrayList<>();
        for (DeadLetter letter : letters) {
            ConsumerRecord<byte[], byte[]> record = records.get(letter.id());
            if (record == null) {
                settled.add(new Settled(letter.id(), Outcome.GONE, null, null));
                continue;
            }
            Refusal refusal = refusals.get(record);
            if (refusal != null && refusal.reason().equals(GateTransaction.REUSED)) {
                // Its sender has mended it and sent it anew under the same id: there is nothing left to do.
                settled.add(new Settled(letter.id(), Outcome.REPEATED, null, null));
                continue;
            }
            if (refusal != null) {
                settled.add(new Settled(letter.id(), Outcome.REFUSED, refusal.reason(), refusal.detail()));
                continue;
            }
            // Of the same request twice the first was taken.
            boolean first = fresh.remove(decoded.intake(record).messageId());
            settled.add(new Settled(letter.id(), first ? Outcome.TAKEN : Outcome.REPEATED, null, null));
        }
        return settled;
    }
}
