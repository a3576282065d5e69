package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a service answered. */
public record Answer(int status, JsonNode body, Optional<String> consistencyToken) {

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Why it was refused; nothing when it was not. */
    public Optional<String> refusal() {
        return ok() ? Optional.empty() : Optional.of(body.path("reason").asText("status_" + status));
    }

    /** The service asks for patience: unavailable, or the same request is being worked on. */
    public boolean retriable() {
        return !ok() && (status == 503 || body.path("retriable").asBoolean());
    }
}
