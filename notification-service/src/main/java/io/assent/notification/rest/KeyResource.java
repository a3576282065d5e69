package io.assent.notification.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.store.KeyStore;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Public keys: of devices for senders that may write to them, of companies for everybody who may write back. */
@Path("/v1")
@RunOnVirtualThread
public class KeyResource {
    private static final Pattern KID = Pattern.compile("\\S{1,128}");

    private final Caller caller;
    private final KeyStore store;

    public KeyResource(Caller caller, KeyStore store) {
        this.caller = caller;
        this.store = store;
    }

    /** The keys of a person's devices. */
    public record Keys(List<Key> keys) {}

    /** One device's key. */
    public record Key(
            String device, String kid, @JsonRawValue String jwk) {}

    /** The current keys of a person's devices; given to companies whose contact is accepted (403 {@code no_consent}). */
    @GET
    @Path("people/{user}/keys")
    @RolesAllowed("company")
    public Keys deviceKeys(@PathParam("user") String user) {
        if (!store.permission(user, caller.company()).isAccepted()) {
            throw Problem.refused(403, "no_consent", "keys are given once the contact is accepted");
        }
        return new Keys(store.deviceKeys(user).stream()
                .map(key -> new Key(key.device(), key.kid(), key.jwk()))
                .toList());
    }

    @PUT
    @Path("companies/{company}/key")
    @RolesAllowed("company")
    public Map<String, String> putCompanyKey(@PathParam("company") String company, @NotNull Map<String, Object> jwk) {
        caller.mustBeCompany(company);
        ECKey key = publicKey(jwk);
        store.putCompanyKey(company, key.toJSONString());
        return Map.of("company", company, "kid", key.getKeyID());
    }

    @GET
    @Path("companies/{company}/key")
    @Authenticated
    public Response companyKey(@PathParam("company") String company) {
        String jwk =
                store.companyKey(company).orElseThrow(() -> Problem.notFound("this company has not published a key"));
        return Response.ok(jwk, "application/json").build();
    }

    /** An EC key on P-256 with a kid of 1 to 128 characters without blanks, and nothing private. */
    static ECKey publicKey(Map<String, Object> jwk) {
        try {
            JWK key = JWK.parse(jwk);
            if (key instanceof ECKey ec
                    && ec.getCurve().equals(Curve.P_256)
                    && !ec.isPrivate()
                    && ec.getKeyID() != null
                    && KID.matcher(ec.getKeyID()).matches()) {
                return ec;
            }
        } catch (ParseException e) {
            // said below
        }
        throw Problem.invalidField(
                "a key is a public EC JWK on P-256 with a kid of 1 to 128 characters without blanks");
    }
}
