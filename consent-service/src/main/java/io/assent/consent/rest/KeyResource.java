package io.assent.consent.rest;

import io.assent.consent.ConsentConfig;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The public keys by which consent events are verified, as a JWK set. */
@Path("/v1/keys")
@PermitAll
public class KeyResource {
    private static final int RAW_KEY_BYTES = 32;

    private final Map<String, Object> keys;

    public KeyResource(ConsentConfig config) {
        byte[] encoded = Base64.getDecoder().decode(config.publicKey());
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_BYTES, encoded.length);
        String x = Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
        this.keys = Map.of(
                "keys",
                List.of(Map.of("kty", "OKP", "crv", "Ed25519", "use", "sig", "kid", x.substring(0, 8), "x", x)));
    }

    @GET
    public Map<String, Object> keys() {
        return keys;
    }
}
