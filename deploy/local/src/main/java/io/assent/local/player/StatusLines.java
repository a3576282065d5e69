package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayLine;
import io.assent.local.stack.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The Status area: people post and watch, companies book campaigns. */
final class StatusLines {
    /** Prices of campaigns are of a thousand impressions. */
    private static final int IMPRESSIONS_A_PRICE = 1000;

    private static final int MOST_TRIES = 50;

    private final Cast cast;
    private final Feeds feeds;

    StatusLines(Cast cast, Feeds feeds) {
        this.cast = cast;
        this.feeds = feeds;
    }

    Outcome post(DayLine line) throws InterruptedException {
        byte[] data = line.data().toString().getBytes(StandardCharsets.UTF_8);
        cast.offsets.saw(cast.publisher.publish("status.events", line.text("author"), line, line.type(), data));
        return Outcome.TAKEN;
    }

    /** Opens the feed, watches its first items, and reports the sponsored ones among them. */
    Outcome view(DayLine line) throws InterruptedException {
        String viewer = line.text("viewer");
        Call open = Call.get(Service.AD, "/v1/people/" + viewer + "/feed?feed=" + line.id())
                .with("Assent-At-Least", cast.offsets.atLeast());
        Answer feed = open(viewer, line, open);
        if (!feed.ok()) {
            return Outcome.of(feed);
        }
        ObjectNode report = Api.JSON.createObjectNode().put("feed", line.id());
        var tokens = report.putArray("tokens");
        List<String> watchedAds = new ArrayList<>();
        int watched = line.data().path("watched").asInt();
        List<String> items = new ArrayList<>();
        for (JsonNode item : feed.body().path("items")) {
            boolean sponsored = item.path("type").asText().equals("sponsored");
            items.add(
                    sponsored
                            ? "*" + item.path("campaign").asText()
                            : item.path("postId").asText());
            if (sponsored && items.size() <= watched) {
                tokens.add(item.path("token"));
                watchedAds.add(item.path("campaign").asText());
            }
        }
        feeds.saw(line.label(), String.join(" ", items));
        Call say = Call.post(Service.AD, "/v1/people/" + viewer + "/views", report);
        Answer said = cast.call(viewer, line.time(), say);
        for (int i = 0; i < watchedAds.size(); i++) {
            String campaign = watchedAds.get(i);
            switch (said.body().path("results").path(i).path("result").asText()) {
                case "charged" -> cast.budgets.charged(campaign);
                // Seen before, or in a try that had no answer: only the service knows what is left.
                case "duplicate" -> cast.budgets.atMost(campaign, rest(cast.api.call(report(campaign))));
                default -> {}
            }
        }
        return Outcome.of(said);
    }

    /** A feed goes out without ads while the consent log cannot be followed; who wants the whole feed asks again. */
    private Answer open(String viewer, DayLine line, Call open) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            Answer feed = cast.call(viewer, line.time(), open);
            boolean stale = feed.body().path("adsWithheld").asText().equals("consent_not_fresh");
            if (!stale || tries == MOST_TRIES) {
                return feed;
            }
        }
    }

    Outcome book(DayLine line) throws InterruptedException {
        Call call = Call.post(Service.AD, "/v1/campaigns", line.data());
        Answer answer = cast.api.call(
                cast.company(line.text("company")).as(call).once(line.id()).at(line.time()));
        if (answer.ok()) {
            cast.budgets.booked(
                    line.text("campaign"),
                    Instant.parse(line.text("startsAt")),
                    Instant.parse(line.text("endsAt")),
                    line.number("cpmMicros") / IMPRESSIONS_A_PRICE,
                    rest(answer));
        }
        return Outcome.of(answer);
    }

    private static Call report(String campaign) {
        return Call.get(Service.AD, "/v1/campaigns/" + campaign).as("operator", "operations");
    }

    private static long rest(Answer campaign) {
        return campaign.body().path("budgetMicros").asLong()
                - campaign.body().path("spentMicros").asLong();
    }
}
