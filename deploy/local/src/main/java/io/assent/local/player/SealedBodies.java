package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was sealed stays as it was sealed: sealing is random, but a message that is sent again must be the same bytes. */
final class SealedBodies {
    private final Path file;
    private final Map<String, JsonNode> bodies = new ConcurrentHashMap<>();

    SealedBodies(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode body = Api.JSON.readTree(line);
                bodies.put(body.path("for").asText(), body.path("sealed"));
            }
        }
    }

    /** What this sender sealed before for this event and text. */
    Optional<ArrayNode> find(String sender, String eventId, String text) {
        return Optional.ofNullable((ArrayNode) bodies.get(key(sender, eventId, text)));
    }

    /** Call before it is sent. */
    synchronized ArrayNode keep(String sender, String eventId, String text, ArrayNode sealed) {
        String key = key(sender, eventId, text);
        ObjectNode line = Api.JSON.createObjectNode().put("for", key);
        line.set("sealed", sealed);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bodies.put(key, sealed);
        return sealed;
    }

    private static String key(String sender, String eventId, String text) {
        return sender + "/" + eventId + "/" + HexFormat.of().formatHex(MessageIds.sha256(text), 0, 8);
    }
}
