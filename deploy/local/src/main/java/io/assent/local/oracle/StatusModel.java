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
record StatusModel(
        Contacts contacts,
        DayOutcome out,
        Map<String, DayLine> posts,
        List<DayLine> campaigns,
        Map<String, String> choices,
        Set<String> reported) {

    StatusModel(Contacts contacts, DayOutcome out) {
        this(contacts, out, new HashMap<>(), new ArrayList<>(), new HashMap<>(), new HashSet<>());
    }

    String book(DayLine campaign) {
        if (campaign.data().path("cpmMicros").asLong() % 1000 != 0) {
            return "cpm_not_divisible";
        }
        campaigns.add(campaign);
        out.campaigns().put(campaign.text("campaign"), new Charge(0, 0));
        return "";
    }

    void view(DayLine view, JsonNode viewer) {
        String user = view.text("viewer");
        List<DayLine> eligible = campaigns.stream()
                .filter(campaign -> eligible(campaign, user, viewer, view.time()))
                .sorted(comparing(StatusModel::price).reversed().thenComparing(campaign -> campaign.text("campaign")))
                .toList();
        List<DayLine> live = posts.values().stream()
                .filter(post -> !post.text("author").equals(user) && holds(viewer, "contacts", post.text("author")))
                .filter(post -> within(post.time(), view.time(), post.time().plus(Duration.ofHours(24))))
                .sorted(comparing(DayLine::time).reversed().thenComparing(post -> post.text("postId")))
                .toList();
        boolean first = reported.add(user + "|" + view.id());
        List<String> items = new ArrayList<>();
        for (int i = 1; i <= live.size(); i++) {
            items.add(live.get(i - 1).text("postId"));
            if (i % 3 == 0 && i < live.size() && i / 3 <= eligible.size()) {
                DayLine campaign = eligible.get(i / 3 - 1);
                items.add("*" + campaign.text("campaign"));
                if (first && items.size() <= view.data().path("watched").asInt()) {
                    Charge one = Charge.one(price(campaign));
                    String market = viewer.path("country").asText() + " " + price(campaign);
                    out.campaigns().merge(campaign.text("campaign"), one, Charge::plus);
                    out.charges().merge(campaign.text("company") + " ad " + market, one, Charge::plus);
                }
            }
        }
        out.feeds().put(view.label(), String.join(" ", items));
    }

    /** Only adults who chose personalised ads are looked at for more than their country and language. */
    private boolean eligible(DayLine campaign, String user, JsonNode viewer, Instant now) {
        JsonNode wanted = campaign.data().path("targeting");
        String choice = choices.getOrDefault(user, "none");
        boolean adult = viewer.path("ageBand").asText().equals("adult");
        Charge spent = out.campaigns().getOrDefault(campaign.text("campaign"), new Charge(0, 0));
        return !choice.equals("none")
                && !contacts.objection(user, campaign.text("company"), "").equals("blocked")
                && within(Instant.parse(campaign.text("startsAt")), now, Instant.parse(campaign.text("endsAt")))
                && spent.amountMicros() + price(campaign)
                        <= campaign.data().path("budgetMicros").asLong()
                && fits(wanted, "countries", viewer.path("country").asText())
                && fits(wanted, "languages", viewer.path("language").asText())
                && fits(wanted, "ageBands", choice.equals("personalised") && adult ? "adult" : "");
    }

    private static boolean within(Instant from, Instant now, Instant to) {
        return !now.isBefore(from) && now.isBefore(to);
    }

    private static boolean fits(JsonNode wanted, String field, String value) {
        return wanted.path(field).isEmpty() || holds(wanted, field, value);
    }

    private static boolean holds(JsonNode node, String field, String value) {
        return node.path(field).valueStream().anyMatch(v -> v.asText().equals(value));
    }

    private static long price(DayLine campaign) {
        return campaign.data().path("cpmMicros").asLong() / 1000;
    }
}
