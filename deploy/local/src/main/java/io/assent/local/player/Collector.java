package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.local.day.DayLine;
import io.assent.local.day.DayTypes;
import io.assent.local.outcome.Charge;
import io.assent.local.outcome.DayOutcome;
import io.assent.local.stack.Service;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the public doors what came out of the days that were played. */
public final class Collector {
    private final DayPlayer player;
    private final Cast cast;
    private final List<DayLine> lines;

    public Collector(DayPlayer player, List<DayLine> allLines) {
        this.player = player;
        this.cast = player.cast();
        this.lines = allLines;
    }

    public DayOutcome collect() throws InterruptedException {
        var out = new DayOutcome();
        for (MessageHistory message : cast.log.messages()) {
            if (!message.key().isEmpty()) {
                out.messages().put(message.key(), message.terminal().getNow("no end"));
            }
        }
        out.refusals().putAll(player.refusals());
        out.feeds().putAll(player.feeds());
        for (String company : ids(DayTypes.COMPANY_ONBOARDING, "company")) {
            invoices(company, out);
            chats(company, out);
        }
        for (String campaign : ids(DayTypes.CAMPAIGN_BOOKING, "campaign")) {
            Answer answer = operator(Service.AD, "/v1/campaigns/" + campaign);
            if (answer.ok()) {
                JsonNode report = answer.body();
                out.campaigns()
                        .put(
                                campaign,
                                new Charge(
                                        report.path("impressions").asLong(),
                                        report.path("spentMicros").asLong()));
            }
        }
        return out;
    }

    private void invoices(String company, DayOutcome out) throws InterruptedException {
        for (YearMonth month : months()) {
            JsonNode invoice = operator(Service.BILLING, "/v1/accounts/" + company + "/invoices/" + month)
                    .body();
            for (JsonNode line : invoice.path("lines")) {
                String key = company + " " + line.path("category").asText() + " "
                        + line.path("market").asText() + " "
                        + line.path("unitPriceMicros").asLong();
                var charge = new Charge(
                        line.path("quantity").asLong(),
                        line.path("amountMicros").asLong());
                out.charges().merge(key, charge, Charge::plus);
            }
        }
    }

    private void chats(String company, DayOutcome out) throws InterruptedException {
        String cursor = "";
        while (true) {
            String path = "/v1/companies/" + company + "/chats?limit=100" + cursor;
            JsonNode page = cast.api
                    .call(cast.company(company).as(Call.get(Service.NOTIFICATION, path)))
                    .body()
                    .path("chats");
            for (JsonNode chat : page) {
                String text = cast.company(company).open(chat.path("sealed").asText());
                out.messages().put("%s to %s: %s".formatted(chat.path("user").asText(), company, text), "arrived");
                cursor = "&after=" + chat.path("cursor").asText();
            }
            if (page.isEmpty()) {
                return;
            }
        }
    }

    private Answer operator(Service service, String path) throws InterruptedException {
        return cast.api.call(Call.get(service, path).as("operator", "operations"));
    }

    private Set<String> ids(String type, String field) {
        return lines.stream()
                .filter(line -> line.type().equals(type))
                .map(line -> line.text(field))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<YearMonth> months() {
        return lines.stream()
                .map(line -> YearMonth.from(line.time().atZone(ZoneOffset.UTC)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
