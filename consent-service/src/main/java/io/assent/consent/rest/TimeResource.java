package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Problem;
import io.assent.consent.store.Expiry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;

/** In a replay: lets time pass. On the wall clock there is nothing to set, and the answer is 404. */
@Path("/v1/time")
@RolesAllowed("operator")
@RunOnVirtualThread
public class TimeResource {
    private final Expiry expiry;
    private final EventTime time;

    public TimeResource(Expiry expiry, EventTime time) {
        this.expiry = expiry;
        this.time = time;
    }

    /** Everything before {@code watermark} has happened. */
    public record Time(@NotNull Instant watermark) {}

    /** Answered when all that was over by then is ended. */
    @PUT
    public Time advance(@NotNull @Valid Time passed) {
        if (!time.isReplay()) {
            throw Problem.notFound("this service runs on the wall clock");
        }
        expiry.sweep(passed.watermark());
        return passed;
    }
}
