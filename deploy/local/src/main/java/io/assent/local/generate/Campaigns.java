package io.assent.local.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayTypes;
import java.time.Instant;

/** Six campaigns with all four kinds of creative: one ends at noon, one starts at night, one has little money; a seventh is refused. */
final class Campaigns {
    private final DayShape shape;
    private final Script script;

    Campaigns(DayShape shape, Script script) {
        this.shape = shape;
        this.script = script;
    }

    void book() {
        Instant start = shape.at(4, 0);
        Instant end = shape.at(28, 0);
        book("spring-parcels", "parcel-shop", 4_000_000, 50_000_000, start, end, "DE,GB,AT", "", "", "photo");
        book("city-breaks", "travel-portal", 6_000_000, 50_000_000, start, end, "", "en,de", "adult", "video");
        book("ride-home", "ride-service", 3_000_000, 50_000_000, start, end, "IN,BR", "", "", "gif,photo");
        book("morning-coffee", "coffee-house", 5_000_000, 50_000_000, start, shape.at(12, 0), "", "", "", "text");
        book("night-coffee", "coffee-house", 2_000_000, 50_000_000, shape.at(18, 0), end, "", "", "", "photo,video");
        book("opening-rush", "coffee-house", 8_000_000, 8_000L * tightImpressions(), start, end, "", "", "", "gif");
        book("odd-price", "coffee-house", 2_500_500, 50_000_000, start, end, "", "", "", "text");
    }

    private int tightImpressions() {
        return Math.max(5, shape.people() / 10);
    }

    private void book(
            String name,
            String company,
            long cpmMicros,
            long budgetMicros,
            Instant starts,
            Instant ends,
            String countries,
            String languages,
            String ageBands,
            String kinds) {
        ObjectNode data =
                Script.data().put("campaign", name + "-" + shape.tag()).put("company", company);
        var creatives = data.putArray("creatives");
        for (String kind : kinds.split(",")) {
            ObjectNode creative =
                    creatives.addObject().put("kind", kind).put("headline", name.replace('-', ' ') + " (" + kind + ")");
            if (!kind.equals("text")) {
                creative.put("media", "media/" + name + "/" + kind);
            }
        }
        data.put("budgetMicros", budgetMicros).put("cpmMicros", cpmMicros).put("currency", "EUR");
        ObjectNode targeting = data.putObject("targeting");
        list(targeting, "countries", countries);
        list(targeting, "languages", languages);
        list(targeting, "ageBands", ageBands);
        data.put("startsAt", starts.toString()).put("endsAt", ends.toString());
        script.say(shape.at(4, 2), "/companies/" + company, DayTypes.CAMPAIGN_BOOKING, data);
    }

    private static void list(ObjectNode targeting, String field, String commaSeparated) {
        var values = targeting.putArray(field);
        if (!commaSeparated.isEmpty()) {
            for (String value : commaSeparated.split(",")) {
                values.add(value);
            }
        }
    }
}
