package io.assent.base.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.Map;

/** Tells a producer when what it wrote shows in this service's answers. */
@Path("/v1/freshness")
@Authenticated
public class FreshnessResource {
    private static final long MAX_WAIT_MILLIS = 10_000;

    private final AtLeast atLeast;

    public FreshnessResource(AtLeast atLeast) {
        this.atLeast = atLeast;
    }

    /**
     * Waits until the projections have applied the offsets.
     *
     * @param token {@code topic/partition/offset[,…]}
     * @param waitMillis at most 10,000; afterwards problem {@code not_yet} (503, retriable)
     */
    @GET
    public Map<String, Boolean> fresh(
            @QueryParam("atLeast") String token, @QueryParam("waitMillis") @DefaultValue("2000") long waitMillis) {
        atLeast.await(token, Duration.ofMillis(Math.clamp(waitMillis, 0, MAX_WAIT_MILLIS)));
        return Map.of("fresh", true);
    }
}
