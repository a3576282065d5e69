package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.local.stack.Service;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A REST call as somebody makes it: who, what, and with which headers.
 *
 * @param body JSON; a text is sent as it is, with the {@code Content-Type} of the headers
 */
public record Call(
        Service service,
        String method,
        String path,
        String role,
        String id,
        Map<String, String> headers,
        @Nullable JsonNode body) {

    public static Call get(Service service, String path) {
        return new Call(service, "GET", path, "", "", Map.of(), null);
    }

    public static Call put(Service service, String path, JsonNode body) {
        return new Call(service, "PUT", path, "", "", Map.of(), body);
    }

    public static Call post(Service service, String path, @Nullable JsonNode body) {
        return new Call(service, "POST", path, "", "", Map.of(), body);
    }

    public Call as(String otherRole, String otherId) {
        return new Call(service, method, path, otherRole, otherId, headers, body);
    }

    /** The same request, however often it is made. */
    public Call once(String eventId) {
        return with("Idempotency-Key", eventId);
    }

    /** The moment at which it is made, for a stack that lives by event time. */
    public Call at(Instant now) {
        return with("ce-time", now.toString());
    }

    public Call with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(service, method, path, role, id, more, body);
    }
}
