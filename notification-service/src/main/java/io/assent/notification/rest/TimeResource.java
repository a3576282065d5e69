package io.assent.notification.rest;

import io.assent.notification.store.Expiry;
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

    public TimeResource(Expiry expiry) {
        this.expiry = expiry;
    }

    /** Everything before {@code watermark} has happened. */
    public record Time(@NotNull Instant watermark) {}

    @PUT
    public Time advance(@NotNull @Valid Time time) {
        expiry.advance(time.watermark());
        return time;
    }
}
