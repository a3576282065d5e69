package io.assent.local.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import io.assent.local.day.BrokenLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what is wrong with a line of a day, with the same limits and reason codes as the services. */
public final class LineCheck {
    private static final int MAX_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Schemas schemas = new Schemas();

    /** The first thing wrong with the line, or nothing. */
    public Optional<BrokenLine> fault(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return broken("body_too_large", "more than 64 KB");
        }
        try {
            return fault(JSON.readTree(text));
        } catch (StreamConstraintsException e) {
            return broken("json_too_deep", e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            return broken("not_json", e.getOriginalMessage());
        }
    }

    private Optional<BrokenLine> fault(JsonNode event) {
        Optional<String> attributes = complaints(schemas.line(), event);
        if (attributes.isPresent()) {
            return broken("invalid_event", attributes.get());
        }
        String time = event.path("time").asText();
        if (!isInstant(time)) {
            return broken("invalid_event", "$.time: no such moment: " + time);
        }
        String type = event.path("type").asText();
        if (!schemas.knows(type)) {
            return broken("unknown_type", type);
        }
        return complaints(schemas.of(type), event.path("data")).flatMap(detail -> broken("invalid_field", detail));
    }

    private static Optional<String> complaints(JsonSchema schema, JsonNode node) {
        var messages = schema.validate(node);
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(messages.stream().map(Object::toString).sorted().collect(Collectors.joining("; ")));
    }

    private static boolean isInstant(String time) {
        try {
            Instant.parse(time);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Optional<BrokenLine> broken(String reason, String detail) {
        return Optional.of(new BrokenLine(reason, detail));
    }
}
