package io.assent.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.exactlyonce.Relay;
import io.assent.notification.inbox.ListeningDevices;
import io.assent.notification.sealing.KeyPublication;
import io.assent.notification.store.DeviceKeyStore;
import io.assent.notification.store.KeyRevocation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device's own keys: it publishes, replaces and revokes them. No other device may. */
@Path("/v1")
@RolesAllowed("device")
@RunOnVirtualThread
public class DeviceKeyResource {
    private final Caller caller;
    private final DeviceKeyStore store;
    private final KeyRevocation revocation;
    private final ListeningDevices listening;
    private final EventTime time;
    private final Relay relay;

    public DeviceKeyResource(
            Caller caller,
            DeviceKeyStore store,
            KeyRevocation revocation,
            ListeningDevices listening,
            EventTime time,
            Relay relay) {
        this.caller = caller;
        this.store = store;
        this.revocation = revocation;
        this.listening = listening;
        this.time = time;
        this.relay = relay;
    }

    /** The current key first, then the newest five hundred of those before it. */
    public record History(String device, List<Entry> keys) {}

    /**
     * One key.
     *
     * @param state current, rotated (replaced by another) or revoked
     * @param since when it was published
     * @param until from when on senders were no longer given it; absent of the current key
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            String kid,
            String state,
            Instant since,
            @Nullable Instant until) {}

    /**
     * Publishes the device's key: an EC key on P-256 with a kid of 1 to 128 characters without blanks. With a new kid it replaces
     * the current one, which is rotated: what senders had sealed to it is still handed over. The same key again changes nothing.
     * 409 {@code key_id_reused} when the kid ever named another key of the person, or a key that was replaced; 409 {@code
     * key_revoked} when the key was revoked.
     */
    @PUT
    @Path("devices/{device}/key")
    public Map<String, String> publish(@PathParam("device") String device, @NotNull Map<String, Object> jwk) {
        caller.mustBeDevice(device);
        ECKey key = KeyResource.publicKey(jwk);
        switch (store.publish(caller.person(), device, key, time.wall())) {
            case KeyPublication.Result.Unchanged _ -> {}
            case KeyPublication.Result.Rotates _ -> listening.changed(caller.person(), device);
            case KeyPublication.Result.Refused(String reason, String detail) ->
                throw Problem.refused(409, reason, detail);
        }
        return Map.of("device", device, "kid", key.getKeyID());
    }

    /** The keys that the device has and had. */
    @GET
    @Path("devices/{device}/keys")
    public History history(@PathParam("device") String device) {
        caller.mustBeDevice(device);
        return new History(
                device,
                store.history(caller.person(), device).stream()
                        .map(key -> new Entry(key.kid(), key.state().code(), key.since(), key.until()))
                        .toList());
    }

    /**
     * Revokes a key that may be in other hands, on all devices of the person that share it. What waits and is sealed to it alone
     * ends as suppressed, {@code cancelled_by_key_revocation}; nothing more is taken for it. It never comes back. Revoking it again
     * changes nothing; 404 when the device never had it.
     */
    @DELETE
    @Path("devices/{device}/keys/{kid}")
    public void revoke(
            @PathParam("device") String device,
            @PathParam("kid") String kid,
            @HeaderParam("ce-time") @Nullable String ceTime) {
        caller.mustBeDevice(device);
        if (!revocation.revoke(caller.person(), device, kid, time.ofCall(ceTime))) {
            throw Problem.notFound("this device never had such a key");
        }
        relay.wake();
        listening.changed(caller.person(), device);
    }
}
