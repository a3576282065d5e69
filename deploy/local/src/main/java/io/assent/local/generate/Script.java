package io.assent.local.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is said during a day and puts it into play order. */
final class Script {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String tag;
    private final List<Said> all = new ArrayList<>();
    private final Map<String, Integer> counters = new LinkedHashMap<>();

    Script(String tag) {
        this.tag = tag;
    }

    /** A line: it plays at {@code place}, which is later than the time it speaks of when it comes late. */
    record Said(Instant place, ObjectNode event) {
        String line() {
            return event.toString();
        }
    }

    static ObjectNode data() {
        return JSON.createObjectNode();
    }

    Said say(Instant time, String source, String type, ObjectNode data) {
        int number = counters.merge(source, 1, Integer::sum);
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", "%s-%s-%05d".formatted(source.substring(source.lastIndexOf('/') + 1), tag, number))
                .put("source", source)
                .put("type", type)
                .put("time", time.toString());
        event.set("data", data);
        return keep(new Said(time, event));
    }

    /** Says it so much later than it happened; looks for it from the end, where what was just said is. */
    void delay(Said said, Duration lateness) {
        all.remove(all.lastIndexOf(said));
        keep(new Said(said.place().plus(lateness), said.event()));
    }

    /** Says the very same again. */
    void repeat(Said said, Duration later) {
        keep(new Said(said.place().plus(later), said.event()));
    }

    /** Says something else under the same id, as a broken producer would. */
    void reuseId(Said said, Duration later, ObjectNode otherData) {
        ObjectNode event = said.event().deepCopy();
        event.set("data", otherData);
        keep(new Said(said.place().plus(later), event));
    }

    void viaRest(Said said) {
        ObjectNode event = said.event();
        var data = event.remove("data");
        event.put("via", "rest").set("data", data);
    }

    /** In play order; what is said at the same moment keeps the order in which it was written. */
    List<Said> inPlayOrder() {
        return all.stream().sorted(Comparator.comparing(Said::place)).toList();
    }

    private Said keep(Said said) {
        all.add(said);
        return said;
    }
}
