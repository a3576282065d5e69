package io.assent.consent.rest;

import io.assent.consent.history.HistoryVerdict;
import io.assent.consent.store.HistoryReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Proves that the history of consent is as it was written. */
@Path("/v1/history/check")
@RolesAllowed("operator")
@RunOnVirtualThread
public class HistoryResource {
    private final HistoryReader history;

    public HistoryResource(HistoryReader history) {
        this.history = history;
    }

    /**
     * @param entries that are as they were written
     * @param erased those of them whose person was erased; there must be no more than were asked for
     */
    public record Check(boolean intact, long entries, long erased, List<Break> breaks) {}

    /**
     * @param sequence of the first entry that is not as it was written
     * @param fault what is wrong with it
     */
    public record Break(int shard, long sequence, String fault) {}

    /** Reads and opens every entry; it takes some seconds for a hundred thousand. */
    @GET
    public Check check() {
        Map<Integer, HistoryVerdict> verdicts = history.check();
        List<Break> breaks = verdicts.entrySet().stream()
                .flatMap(shard -> breaks(shard.getKey(), shard.getValue()))
                .toList();
        long entries =
                verdicts.values().stream().mapToLong(HistoryVerdict::entries).sum();
        long erased =
                verdicts.values().stream().mapToLong(HistoryVerdict::erased).sum();
        return new Check(breaks.isEmpty(), entries, erased, breaks);
    }

    private static Stream<Break> breaks(int shard, HistoryVerdict verdict) {
        return switch (verdict) {
            case HistoryVerdict.Intact _ -> Stream.empty();
            case HistoryVerdict.Broken broken ->
                Stream.of(new Break(shard, broken.sequence(), broken.fault().code()));
        };
    }
}
