package io.assent.notification.kafka;

import io.assent.exactlyonce.Rejections;
import io.assent.notification.sealing.KeyCheck;
import io.assent.notification.store.FormerKeys;
import io.assent.notification.store.GateStore;
import io.assent.notification.store.Intake;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Rejects what is sealed to a key that is not current. What was taken while it was is a repetition, and harmless. */
@Singleton
public class KeyRejections {
    private final FormerKeys keys;
    private final GateStore store;

    public KeyRejections(FormerKeys keys, GateStore store) {
        this.keys = keys;
        this.store = store;
    }

    /** @param current kids of the recipient's devices, which are not all that the request names */
    record Misfit(ConsumerRecord<byte[], byte[]> record, Intake intake, Set<String> current) {}

    /** @return the ids that were taken before */
    Set<String> reject(Connection connection, List<Misfit> misfits, Rejections rejections) throws SQLException {
        if (misfits.isEmpty()) {
            return Set.of();
        }
        Set<String> taken = store.taken(
                connection,
                misfits.stream().map(misfit -> misfit.intake().messageId()).toList());
        List<Misfit> fresh = new ArrayList<>(misfits);
        fresh.removeIf(misfit -> taken.contains(misfit.intake().messageId()));
        List<KeyCheck.Result> results = keys.check(
                connection,
                fresh.stream()
                        .map(misfit -> new FormerKeys.Asked(misfit.intake(), misfit.current()))
                        .toList());
        for (int i = 0; i < fresh.size(); i++) {
            reject(fresh.get(i).record(), results.get(i), rejections);
        }
        return taken;
    }

    private static void reject(ConsumerRecord<byte[], byte[]> record, KeyCheck.Result result, Rejections rejections) {
        switch (result) {
            case KeyCheck.Result.KeyRevoked revoked ->
                rejections.reject(record, KeyCheck.Result.KeyRevoked.REASON, revoked.detail());
            case KeyCheck.Result.Unknown _ ->
                rejections.reject(record, KeyCheck.Result.Unknown.REASON, KeyCheck.Result.Unknown.DETAIL);
            case KeyCheck.Result.Fits _ -> throw new IllegalStateException("a key that fits is no misfit");
        }
    }
}
