package io.assent.local.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.local.day.DayLine;
import io.assent.local.outcome.Charge;
import io.assent.local.outcome.DayOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Status area: what a viewer sees, and what is charged for it. */
final class StatusModel {
    final Map<String, DayLine> posts = new HashMap<>();
    final List<JsonNode> campaigns = new ArrayList<>();
    final Map<String, String> choices = new HashMap<>();
    private final Set<String> reported = new HashSet<>();
    private final Contacts contacts;
    private final DayOutcome out;

    StatusModel(Contacts contacts, DayOutcome out) {
        this.contacts = contacts;
        this.out = out;
    }

    void view(DayLine view, JsonNode viewer) {
        List<String> items = new ArrayList<>();
        List<JsonNode> eligible = campaigns.stream()
                .filter(campaign -> eligible(campaign, viewer, view.time()))
                .sorted(Comparator.comparing((JsonNode campaign) ->
                                -campaign.path("cpmMicros").asLong())
                        .thenComparing(campaign -> campaign.path("campaign").asText()))
                .toList();
        List<DayLine> live = posts.values().stream()
                .filter(post -> live(post, viewer, view.time()))
                .sorted(Comparator.comparing(DayLine::time).reversed().thenComparing(post -> post.text("postId")))
                .toList();
        boolean first = reported.add(view.text("viewer") + "|" + view.id());
        for (int i = 1; i <= live.size(); i++) {
            items.add(live.get(i - 1).text("postId"));
            if (i % 3 == 0 && i < live.size() && i / 3 <= eligible.size()) {
                JsonNode campaign = eligible.get(i / 3 - 1);
                items.add("*" + campaign.path("campaign").asText());
                if (first && items.size() <= view.data().path("watched").asInt()) {
                    charge(campaign, viewer);
                }
            }
        }
        out.feeds().put(view.label(), String.join(" ", items));
    }

    private static boolean live(DayLine post, JsonNode viewer, Instant now) {
        return !post.text("author").equals(viewer.path("user").asText())
                && holds(viewer.path("contacts"), post.text("author"))
                && !now.isBefore(post.time())
                && now.isBefore(post.time().plus(Duration.ofHours(24)));
    }

    private boolean eligible(JsonNode campaign, JsonNode viewer, Instant now) {
        String user = viewer.path("user").asText();
        String choice = choices.getOrDefault(user, "none");
        JsonNode wanted = campaign.path("targeting");
        boolean adult = viewer.path("ageBand").asText().equals("adult");
        boolean open = choice.equals("personalised") && adult
                ? true
                : wanted.path("ageBands").isEmpty();
        Charge spent = out.campaigns().getOrDefault(campaign.path("campaign").asText(), new Charge(0, 0));
        return !choice.equals("none")
                && open
                && !contacts.blocked(user + "|" + campaign.path("company").asText())
                && !now.isBefore(Instant.parse(campaign.path("startsAt").asText()))
                && now.isBefore(Instant.parse(campaign.path("endsAt").asText()))
                && spent.amountMicros() + price(campaign)
                        <= campaign.path("budgetMicros").asLong()
                && fits(wanted.path("countries"), viewer.path("country").asText())
                && fits(wanted.path("languages"), viewer.path("language").asText())
                && fits(wanted.path("ageBands"), viewer.path("ageBand").asText());
    }

    private static boolean fits(JsonNode wanted, String value) {
        return wanted.isEmpty() || holds(wanted, value);
    }

    private static boolean holds(JsonNode values, String value) {
        return values.valueStream().anyMatch(v -> v.asText().equals(value));
    }

    private static long price(JsonNode campaign) {
        return campaign.path("cpmMicros").asLong() / 1000;
    }

    private void charge(JsonNode campaign, JsonNode viewer) {
        Charge one = Charge.one(price(campaign));
        String market = viewer.path("country").asText() + " " + price(campaign);
        out.campaigns().merge(campaign.path("campaign").asText(), one, Charge::plus);
        out.charges().merge(campaign.path("company").asText() + " impression " + market, one, Charge::plus);
    }
}
