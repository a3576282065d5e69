package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.local.day.DayLine;
import io.assent.local.day.DayTypes;
import io.assent.local.stack.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks what Assent promises, whatever the day was; a promise with an empty list was kept. */
public final class Promises {
    private final Cast cast;
    private final List<DayLine> lines;

    public Promises(DayPlayer player, List<DayLine> allLines) {
        this.cast = player.cast();
        this.lines = allLines;
    }

    public Map<String, List<String>> broken() throws InterruptedException {
        Map<String, List<String>> broken = new LinkedHashMap<>();
        broken.put("each accepted message has one end, and only one", ends());
        broken.put("nothing is delivered twice, and all is readable", cast.findings.all());
        broken.put("the ledger balances", ledger());
        broken.put("no campaign spends more than its budget", budgets());
        return broken;
    }

    private List<String> ends() {
        return cast.log.messages().stream()
                .filter(message -> !message.key().isEmpty())
                .filter(message -> message.terminals().size() != 1)
                .map(message -> message.messageId() + " " + message.key() + " ended as " + message.terminals())
                .toList();
    }

    private List<String> ledger() throws InterruptedException {
        Answer check =
                cast.api.call(Call.get(Service.BILLING, "/v1/ledger/check").as("operator", "operations"));
        return check.body().path("balanced").asBoolean() ? List.of() : List.of(check.status() + " " + check.body());
    }

    private List<String> budgets() throws InterruptedException {
        List<String> over = new ArrayList<>();
        for (DayLine line : lines) {
            if (line.type().equals(DayTypes.CAMPAIGN_BOOKING)) {
                Call report = Call.get(Service.AD, "/v1/campaigns/" + line.text("campaign"));
                JsonNode campaign =
                        cast.api.call(report.as("operator", "operations")).body();
                long budget = line.data().path("budgetMicros").asLong();
                if (campaign.path("spentMicros").asLong() > budget) {
                    over.add(line.text("campaign") + " spent " + campaign.path("spentMicros") + " of " + budget);
                }
            }
        }
        return over;
    }
}
