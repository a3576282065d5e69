package io.assent.faults.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.player.Api;
import io.assent.local.player.Call;
import io.assent.local.stack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What companies advertise: one campaign whose budget ends within the run, and one that has enough. */
final class Campaigns {
    private static final long PRICE_MICROS = 2_000;

    private record Campaign(String id, Company company, long budgetMicros) {}

    private final Scene scene;
    private final List<Campaign> all;

    Campaigns(Scene scene, List<Company> companies) {
        this.scene = scene;
        this.all = List.of(
                new Campaign(scene.prefix + "-large", companies.getFirst(), 100_000 * PRICE_MICROS),
                new Campaign(scene.prefix + "-small", companies.getLast(), 40 * PRICE_MICROS));
    }

    void book() throws InterruptedException {
        for (Campaign campaign : all) {
            book(campaign);
        }
    }

    private void book(Campaign campaign) throws InterruptedException {
        Instant now = Instant.now();
        ObjectNode booking = Api.JSON
                .createObjectNode()
                .put("campaign", campaign.id())
                .put("company", campaign.company().id())
                .put("budgetMicros", campaign.budgetMicros())
                .put("cpmMicros", PRICE_MICROS * 1_000)
                .put("currency", "EUR")
                .put("startsAt", now.minusSeconds(60).toString())
                .put("endsAt", now.plus(Duration.ofMinutes(30)).toString());
        booking.putArray("creatives").addObject().put("kind", "text").put("headline", "Trial");
        Call book = Call.post(Service.AD, "/v1/campaigns", booking);
        scene.mustBeTaken(campaign.company().as(book).once(campaign.id()));
    }

    /** Or the next run on this cluster would be shown, and charged, what belongs to this one. */
    void stop() throws InterruptedException {
        for (Campaign campaign : all) {
            String path = "/v1/campaigns/" + campaign.id() + "/stop";
            Call stop = Call.post(Service.AD, path, Api.JSON.createObjectNode());
            scene.mustBeTaken(campaign.company().as(stop));
        }
    }
}
