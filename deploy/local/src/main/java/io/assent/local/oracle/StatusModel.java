package io.assent.local.oracle;

import static java.util.Comparator.comparing;

import io.assent.local.day.DayLine;
import io.assent.local.outcome.Charge;
import io.assent.local.outcome.DayOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Status area: what a viewer sees, and what is charged for it. */
record StatusModel(
        Map<String, List<DayLine>> postsOf,
        Set<String> postIds,
        Map<String, String> choices,
        List<DayLine> campaigns,
        Set<String> reported) {

    StatusModel() {
        this(new HashMap<>(), new HashSet<>(), new HashMap<>(), new ArrayList<>(), new HashSet<>());
    }

    void post(DayLine post) {
        if (postIds.add(post.text("postId"))) {
            postsOf.computeIfAbsent(post.text("author"), absent -> new ArrayList<>())
                    .add(post);
        }
    }

    String book(DayLine campaign, DayOutcome out) {
        if (price(campaign) * 1000 != campaign.number("cpmMicros")) {
            return "cpm_not_divisible";
        }
        campaigns.add(campaign);
        out.campaigns().put(campaign.text("campaign"), Charge.NONE);
        return "";
    }

    void view(DayLine view, DayLine viewer, Contacts contacts, DayOutcome out) {
        String user = view.text("viewer");
        List<DayLine> eligible = campaigns.stream()
                .filter(campaign -> eligible(campaign, viewer, view.time(), out.campaigns()))
                .filter(campaign ->
                        !contacts.objection(user, campaign.text("company"), "").equals("blocked"))
                .sorted(comparing(StatusModel::price).reversed().thenComparing(campaign -> campaign.text("campaign")))
                .toList();
        List<DayLine> live = viewer.texts("contacts").stream()
                .filter(contact -> !contact.equals(user))
                .flatMap(contact -> postsOf.getOrDefault(contact, List.of()).stream())
                .filter(post -> within(post.time(), view.time(), post.time().plusSeconds(86_400)))
                .sorted(comparing(DayLine::time).reversed().thenComparing(post -> post.text("postId")))
                .toList();
        boolean first = reported.add(user + "|" + view.id());
        List<String> items = new ArrayList<>();
        for (int i = 1; i <= live.size(); i++) {
            items.add(live.get(i - 1).text("postId"));
            if (i % 3 == 0 && i < live.size() && i / 3 <= eligible.size()) {
                DayLine campaign = eligible.get(i / 3 - 1);
                items.add("*" + campaign.text("campaign"));
                if (first && items.size() <= view.number("watched")) {
                    Charge one = Charge.one(price(campaign));
                    String account = campaign.text("company") + " ad " + viewer.text("country");
                    out.campaigns().merge(campaign.text("campaign"), one, Charge::plus);
                    out.charges().merge(account + " " + price(campaign), one, Charge::plus);
                }
            }
        }
        out.feeds().put(view.label(), String.join(" ", items));
    }

    /** Only adults who chose personalised ads are looked at for more than their country and language. */
    private boolean eligible(DayLine campaign, DayLine viewer, Instant now, Map<String, Charge> spent) {
        String choice = choices.getOrDefault(viewer.text("user"), "none");
        boolean adult = choice.equals("personalised") && viewer.text("ageBand").equals("adult");
        long next = spent.getOrDefault(campaign.text("campaign"), Charge.NONE).amountMicros() + price(campaign);
        return !choice.equals("none")
                && within(Instant.parse(campaign.text("startsAt")), now, Instant.parse(campaign.text("endsAt")))
                && next <= campaign.number("budgetMicros")
                && fits(campaign.texts("targeting", "countries"), viewer.text("country"))
                && fits(campaign.texts("targeting", "languages"), viewer.text("language"))
                && fits(campaign.texts("targeting", "ageBands"), adult ? "adult" : "");
    }

    private static boolean within(Instant from, Instant now, Instant to) {
        return !now.isBefore(from) && now.isBefore(to);
    }

    private static boolean fits(Set<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static long price(DayLine campaign) {
        return campaign.number("cpmMicros") / 1000;
    }
}
