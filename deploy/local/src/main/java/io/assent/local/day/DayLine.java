package io.assent.local.day;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The type without its name space. */
    public String kind() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    public JsonNode data() {
        return event.path("data");
    }

    public String text(String field) {
        return data().path(field).asText();
    }

    /** 0 when absent. */
    public long number(String field) {
        return data().path(field).asLong();
    }

    /** The texts of an array, which may lie deeper: {@code texts("targeting", "countries")}. */
    public Set<String> texts(String... path) {
        JsonNode array = data();
        for (String field : path) {
            array = array.path(field);
        }
        return array.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    /** How the line reaches the service where both ways are open: {@code rest} or (the default) {@code kafka}. */
    public boolean viaRest() {
        return event.path("via").asText().equals("rest");
    }

    public String label() {
        return "line " + number + " " + id;
    }
}
