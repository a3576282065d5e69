package io.assent.local.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.local.day.DayLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What companies have published, and whether a request keeps to it. */
final class Notices {
    private final Map<String, DayLine> all = new HashMap<>();

    /** Says why the notice is refused, or nothing. */
    String publish(DayLine line) {
        DayLine before = all.putIfAbsent(place(line, "version"), line);
        return before == null || before.data().equals(line.data()) ? "" : "notice_exists";
    }

    /** Says why nobody may be asked under the notice that the request names, or nothing. */
    String objection(DayLine request) {
        DayLine notice = all.get(place(request, "noticeVersion"));
        if (notice == null) {
            return "unknown_notice";
        }
        JsonNode until = notice.data().path("validUntil");
        boolean early = request.time().isBefore(Instant.parse(notice.text("validFrom")));
        boolean late = !until.isMissingNode() && !request.time().isBefore(Instant.parse(until.asText()));
        if (early || late) {
            return "notice_not_valid";
        }
        return notice.texts("purposes").containsAll(request.texts("purposes")) ? "" : "purpose_not_in_notice";
    }

    private static String place(DayLine line, String versionField) {
        return Stream.of("company", versionField, "language").map(line::text).collect(Collectors.joining("/"));
    }
}
