package io.assent.notification.rest;

import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.delivery.QuietHours;
import io.assent.notification.store.QuietHoursStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;

/** When a person wants to be left in peace by messages that can wait. No company is told; it is told when its message is due. */
@Path("/v1/people/{user}/quiet-hours")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class QuietHoursResource {
    private final Caller caller;
    private final QuietHoursStore store;

    public QuietHoursResource(Caller caller, QuietHoursStore store) {
        this.caller = caller;
        this.store = store;
    }

    /** Local times as {@code 22:00}, and an IANA time zone; hours that end before they start last over midnight. */
    public record Hours(
            @NotNull String starts,
            @NotNull String ends,
            @NotNull String zone) {}

    @GET
    public Hours get(@PathParam("user") String user) {
        caller.mustBePerson(user);
        QuietHours hours = store.of(user).orElseThrow(() -> Problem.notFound("no quiet hours are set"));
        return new Hours(
                hours.starts().toString(), hours.ends().toString(), hours.zone().getId());
    }

    @PUT
    public Hours put(@PathParam("user") String user, @NotNull @Valid Hours hours) {
        caller.mustBePerson(user);
        store.put(user, quietHours(hours));
        return hours;
    }

    @DELETE
    public void remove(@PathParam("user") String user) {
        caller.mustBePerson(user);
        store.remove(user);
    }

    private static QuietHours quietHours(Hours hours) {
        try {
            return new QuietHours(
                    LocalTime.parse(hours.starts()), LocalTime.parse(hours.ends()), ZoneId.of(hours.zone()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Problem.invalidField(
                    "quiet hours have two different times as 22:00, and a time zone as Europe/Berlin");
        }
    }
}
