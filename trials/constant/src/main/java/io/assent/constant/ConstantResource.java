package io.assent.constant;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Always the same JSON, of a size that is asked for: what the server itself costs. */
@Path("/v1/constant")
@RunOnVirtualThread
public class ConstantResource {
    private static final int LARGEST = 1 << 20;

    private final Map<Integer, String> constants = new ConcurrentHashMap<>();

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String constant(@QueryParam("bytes") @DefaultValue("1000") int bytes) {
        return constants.computeIfAbsent(Math.clamp(bytes, 2, LARGEST), size -> "\"" + "x".repeat(size - 2) + "\"");
    }
}
