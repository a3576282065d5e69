package io.assent.local.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayLine;
import io.assent.local.day.DayTypes;
import io.assent.local.generate.DayGenerator;
import io.assent.local.generate.DayShape;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A day of sixty people; every text that is to be sealed carries a canary. Notices are public. */
record SmallDay(List<DayLine> lines) {
    static final String CANARY = "canary-in-the-coal-mine";

    static SmallDay on(LocalDate date, long seed) throws IOException {
        List<DayLine> lines = new ArrayList<>();
        for (String line : new DayGenerator(new DayShape(60, 400, seed, date)).lines()) {
            ObjectNode event = (ObjectNode) new ObjectMapper().readTree(line);
            ObjectNode data = (ObjectNode) event.get("data");
            boolean sealed = !event.get("type").asText().equals(DayTypes.NOTICE_PUBLICATION);
            if (data.has("text") && sealed) {
                data.put("text", data.get("text").asText() + " " + CANARY);
            }
            lines.add(DayLine.of(lines.size() + 1, event));
        }
        return new SmallDay(lines);
    }
}
