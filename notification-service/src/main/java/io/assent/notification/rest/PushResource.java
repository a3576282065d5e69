package io.assent.notification.rest;

import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.base.webhook.store.Registration.Refused;
import io.assent.notification.push.PushSender;
import io.assent.notification.push.VapidKey;
import io.assent.notification.store.PushStore;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;

/** Where a device is woken when something waits and it does not listen (Web Push, RFC 8030). Nothing of a message goes there. */
@Path("/v1")
@RolesAllowed("device")
@RunOnVirtualThread
public class PushResource {
    private final Caller caller;
    private final PushSender sender;
    private final VapidKey vapid;
    private final PushStore store;

    public PushResource(Caller caller, PushSender sender, VapidKey vapid, PushStore store) {
        this.caller = caller;
        this.sender = sender;
        this.vapid = vapid;
        this.store = store;
    }

    /** @param endpoint the https URL that the device's push service gave it */
    public record Subscription(@NotNull String endpoint) {}

    /** The {@code applicationServerKey} of browsers: an uncompressed point on P-256 in Base64url. 503 {@code wake_ups_off} without one. */
    @GET
    @Path("push/key")
    public Map<String, String> key() {
        return Map.of("key", vapid.publicKey().orElseThrow(PushResource::off));
    }

    /**
     * From now on the device is woken there; it replaces an earlier endpoint. 400 {@code invalid_field} when it is no https URL,
     * 422 {@code push_address_not_allowed} when its host is not on the public internet, 503 {@code wake_ups_off} when this service wakes
     * nobody.
     */
    @PUT
    @Path("devices/{device}/push")
    public Map<String, String> subscribe(
            @PathParam("device") String device, @NotNull @Valid Subscription subscription) {
        caller.mustBeDevice(device);
        if (vapid.isAbsent()) {
            throw off();
        }
        sender.refusal(subscription.endpoint()).ifPresent(refused -> {
            throw problem(refused);
        });
        store.subscribe(caller.person(), device, subscription.endpoint());
        return Map.of("device", device);
    }

    /** The device is no longer woken. */
    @DELETE
    @Path("devices/{device}/push")
    public void unsubscribe(@PathParam("device") String device) {
        caller.mustBeDevice(device);
        store.unsubscribe(caller.person(), device);
    }

    private static HttpProblem off() {
        return Problem.refused(503, "wake_ups_off", "this service has no VAPID key and wakes no device");
    }

    /** The check knows webhooks' names of things. */
    private static HttpProblem problem(Refused refused) {
        return refused.reason().equals("invalid_field")
                ? Problem.invalidField("endpoint: an https URL without user and fragment")
                : Problem.refused(422, "push_address_not_allowed", refused.detail());
    }
}
