package io.assent.local.day;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One line of a day: a structured CloudEvent and the number of its line, which is its place in the play order. */
public record DayLine(int number, String id, String type, Instant time, JsonNode event) {

    public static DayLine of(int number, JsonNode event) {
        return new DayLine(
                number,
                event.path("id").asText(),
                event.path("type").asText(),
                Instant.parse(event.path("time").asText()),
                event);
    }

    public JsonNode data() {
        return event.path("data");
    }

    public String text(String field) {
        return data().path(field).asText();
    }

    /** How the line reaches the service where both ways are open: {@code rest} or (the default) {@code kafka}. */
    public boolean viaRest() {
        return event.path("via").asText().equals("rest");
    }

    public String label() {
        return "line " + number + " " + id;
    }
}
