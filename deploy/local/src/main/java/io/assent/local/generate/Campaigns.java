package io.assent.local.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The campaigns of a day, from {@code campaigns.json}: there, times are hours of the day and no budget means a tight one. */
final class Campaigns {
    private final DayShape shape;
    private final Script script;

    Campaigns(DayShape shape, Script script) {
        this.shape = shape;
        this.script = script;
    }

    void book() {
        for (JsonNode template : templates()) {
            ObjectNode campaign = template.deepCopy();
            campaign.put("campaign", campaign.get("campaign").asText() + "-" + shape.tag());
            campaign.put("startsAt", time(campaign.get("startsAt").asText()));
            campaign.put("endsAt", time(campaign.get("endsAt").asText()));
            if (campaign.get("budgetMicros").isNull()) {
                campaign.put("budgetMicros", campaign.get("cpmMicros").asLong() / 1000 * tightImpressions());
            }
            String source = "/companies/" + campaign.get("company").asText();
            script.say(shape.at(4, 2), source, DayTypes.CAMPAIGN_BOOKING, campaign);
        }
    }

    /** Less than a day's viewers would see. */
    private int tightImpressions() {
        return Math.max(5, shape.people() / 10);
    }

    private String time(String hourAndMinute) {
        String[] parts = hourAndMinute.split(":");
        return shape.at(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])).toString();
    }

    private static JsonNode templates() {
        try (InputStream in = Campaigns.class.getResourceAsStream("/generate/campaigns.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, "campaigns.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
