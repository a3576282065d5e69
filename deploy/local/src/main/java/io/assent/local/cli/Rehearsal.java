package io.assent.local.cli;

import io.assent.local.day.Day;
import io.assent.local.day.DayTypes;
import io.assent.local.oracle.Oracle;
import io.assent.local.oracle.Prices;
import io.assent.local.outcome.Comparison;
import io.assent.local.outcome.OutcomeTable;
import io.assent.local.player.Collector;
import io.assent.local.player.DayPlayer;
import io.assent.local.player.Quiet;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Progress;
import io.assent.local.stack.StackPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;

/** Plays a day and holds it against the oracle. */
final class Rehearsal {
    private final Endpoints endpoints;
    private final StackPlan plan;
    private final Progress progress;
    private final PrintWriter out;

    Rehearsal(Endpoints endpoints, StackPlan plan, Progress progress, PrintWriter out) {
        this.endpoints = endpoints;
        this.plan = plan;
        this.progress = progress;
        this.out = out;
    }

    /** True when everything came out as it must. */
    boolean play(Day day) throws IOException, InterruptedException {
        var expected = new Oracle(new Prices(Files.readAllLines(plan.rateCard()))).after(day.lines());
        try (var player = new DayPlayer(endpoints, plan.data(), progress)) {
            player.play(day.lines());
            new Quiet(player, progress)
                    .await(day.lines().stream()
                            .filter(line -> line.type().equals(DayTypes.CAMPAIGN_BOOKING))
                            .map(line -> line.text("campaign"))
                            .toList());
            var comparison = new Comparison(expected, new Collector(player, day.lines()).collect());
            out.println(new OutcomeTable(comparison.expected(), comparison.actual()));
            comparison.listed().forEach(out::println);
            out.printf("%d differences%n", comparison.size());
            player.findings().forEach(out::println);
            out.printf("%d findings%n", player.findings().size());
            out.flush();
            return comparison.equal() && player.findings().isEmpty();
        }
    }
}
