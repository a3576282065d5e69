package io.assent.consent.rest;

import io.assent.consent.history.HistoryVerdict;
import io.assent.consent.store.HistoryReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;

/** Proves that the history of consent is as it was written. */
@Path("/v1/history/check")
@RolesAllowed("operator")
@RunOnVirtualThread
public class HistoryResource {
    private final HistoryReader history;

    public HistoryResource(HistoryReader history) {
        this.history = history;
    }

    /** @param entries that fit their chains */
    public record Check(boolean intact, long entries, List<Break> breaks) {}

    /** @param sequence of the first entry that was changed, removed or added */
    public record Break(int shard, long sequence) {}

    /** Reads every entry; it takes about a second for a hundred thousand. */
    @GET
    public Check check() {
        Map<Integer, HistoryVerdict> verdicts = history.check();
        List<Break> breaks = verdicts.entrySet().stream()
                .filter(shard -> shard.getValue() instanceof HistoryVerdict.BrokenAfter)
                .map(shard -> new Break(shard.getKey(), shard.getValue().entries() + 1))
                .toList();
        long entries =
                verdicts.values().stream().mapToLong(HistoryVerdict::entries).sum();
        return new Check(breaks.isEmpty(), entries, breaks);
    }
}
