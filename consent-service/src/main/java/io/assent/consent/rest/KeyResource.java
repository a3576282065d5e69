package io.assent.consent.rest;

import io.assent.consent.store.CheckpointKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** The public keys by which events, receipts and checkpoints are verified, as a JWK set: the current one, then former ones. */
@Path("/v1/keys")
@PermitAll
public class KeyResource {
    private final Map<String, Object> keys;

    public KeyResource(CheckpointKeys keys) {
        this.keys = keys.verification().toJwkSet();
    }

    @GET
    public Map<String, Object> keys() {
        return keys;
    }
}
