package io.assent.consent.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.consent.receipt.Acceptance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what a receipt needs of an entry. Entries are for ever, so whatever older ones lack is left out. */
final class AcceptanceJson {
    private static final String NOTICE = "notice";

    private AcceptanceJson() {}

    /** A decision that was brought along is one, when it allows something. */
    static boolean isAcceptance(JsonNode entry) {
        String change = entry.path("change").asText();
        return change.equals("accepted")
                || (change.equals("imported") && entry.path("state").asText().equals("accepted"));
    }

    static Acceptance read(JsonNode entry) {
        List<String> purposes = new ArrayList<>();
        entry.path("purposes").forEach(purpose -> purposes.add(purpose.asText()));
        return new Acceptance(
                entry.path("user").asText(),
                entry.path("company").asText(),
                purposes,
                notice(entry),
                Instant.parse(entry.path("imported")
                        .path("decidedAt")
                        .asText(entry.path("occurredAt").asText())),
                entry.hasNonNull("validUntil") ? entry.path("validUntil").asText() : null);
    }

    /** All members that begin with notice, without that beginning. */
    private static Map<String, String> notice(JsonNode entry) {
        Map<String, String> notice = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> members = entry.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            String name = member.getKey();
            if (name.startsWith(NOTICE)
                    && name.length() > NOTICE.length()
                    && member.getValue().isValueNode()) {
                notice.put(
                        snakeCase(name.substring(NOTICE.length())),
                        member.getValue().asText());
            }
        }
        return notice;
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
