package io.assent.local.oracle;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.local.day.DayLine;
import io.assent.local.outcome.Charge;
import io.assent.local.outcome.DayOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Status area: what a viewer sees, and what is charged for it. */
final class StatusModel {
    final Map<String, DayLine> posts = new HashMap<>();
    final List<DayLine> campaigns = new ArrayList<>();
    final Map<String, String> choices = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    void view(DayLine view, JsonNode viewer, Contacts contacts, DayOutcome out) {
        String choice = choices.getOrDefault(view.text("viewer"), "none");
        List<DayLine> eligible = campaigns.stream()
                .filter(campaign -> !choice.equals("none") && fits(campaign, viewer, choice, view.time()))
                .filter(campaign -> !contacts.objection(view.text("viewer"), campaign.text("company"), "")
                        .equals("blocked"))
                .filter(campaign -> spent(campaign, out) + price(campaign)
                        <= campaign.data().path("budgetMicros").asLong())
                .sorted(comparing(StatusModel::price).reversed().thenComparing(campaign -> campaign.text("campaign")))
                .toList();
        List<DayLine> live = posts.values().stream()
                .filter(post -> !post.text("author").equals(view.text("viewer")))
                .filter(post -> holds(viewer.path("contacts"), post.text("author")))
                .filter(post -> within(post.time(), view.time(), post.time().plus(Duration.ofHours(24))))
                .sorted(comparing(DayLine::time).reversed().thenComparing(post -> post.text("postId")))
                .toList();
        boolean first = reported.add(view.text("viewer") + "|" + view.id());
        List<String> items = new ArrayList<>();
        for (int i = 1; i <= live.size(); i++) {
            items.add(live.get(i - 1).text("postId"));
            if (i % 3 == 0 && i < live.size() && i / 3 <= eligible.size()) {
                DayLine campaign = eligible.get(i / 3 - 1);
                items.add("*" + campaign.text("campaign"));
                if (first && items.size() <= view.data().path("watched").asInt()) {
                    String account = campaign.text("company") + " impression "
                            + viewer.path("country").asText() + " " + price(campaign);
                    out.campaigns().merge(campaign.text("campaign"), Charge.one(price(campaign)), Charge::plus);
                    out.charges().merge(account, Charge.one(price(campaign)), Charge::plus);
                }
            }
        }
        out.feeds().put(view.label(), String.join(" ", items));
    }

    /** Only adults who chose personalised ads are looked at for more than their country and language. */
    private static boolean fits(DayLine campaign, JsonNode viewer, String choice, Instant now) {
        JsonNode wanted = campaign.data().path("targeting");
        JsonNode ages = wanted.path("ageBands");
        boolean personalised =
                choice.equals("personalised") && viewer.path("ageBand").asText().equals("adult");
        return within(Instant.parse(campaign.text("startsAt")), now, Instant.parse(campaign.text("endsAt")))
                && (wanted.path("countries").isEmpty()
                        || holds(
                                wanted.path("countries"), viewer.path("country").asText()))
                && (wanted.path("languages").isEmpty()
                        || holds(
                                wanted.path("languages"),
                                viewer.path("language").asText()))
                && (ages.isEmpty() || personalised && holds(ages, "adult"));
    }

    private static boolean within(Instant from, Instant now, Instant to) {
        return !now.isBefore(from) && now.isBefore(to);
    }

    private static boolean holds(JsonNode values, String value) {
        return values.valueStream().anyMatch(v -> v.asText().equals(value));
    }

    private static long price(DayLine campaign) {
        return campaign.data().path("cpmMicros").asLong() / 1000;
    }

    private static long spent(DayLine campaign, DayOutcome out) {
        return out.campaigns()
                .getOrDefault(campaign.text("campaign"), new Charge(0, 0))
                .amountMicros();
    }
}
