package io.assent.local.cli;

import io.assent.local.day.Day;
import io.assent.local.day.DayLine;
import io.assent.local.oracle.Oracle;
import io.assent.local.oracle.Prices;
import io.assent.local.outcome.Comparison;
import io.assent.local.outcome.CrashComparison;
import io.assent.local.outcome.DayOutcome;
import io.assent.local.outcome.OutcomeTable;
import io.assent.local.player.Collector;
import io.assent.local.player.DayPlayer;
import io.assent.local.player.Promises;
import io.assent.local.player.Quiet;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Home;
import io.assent.local.stack.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Plays a day, holds what came out against the oracle, and says whether the promises were kept. */
final class Rehearsal {
    private static final int LISTED = 20;

    private final Endpoints endpoints;
    private final Path data;
    private final IntSupplier deathsOfAdService;
    private final Progress progress;
    private final PrintWriter out;

    /**
     * @param data folder of the keys of the stack, and of what its devices remember
     * @param deathsOfAdService how often it died so far: each death forfeits a share of the campaigns' budgets
     */
    Rehearsal(Endpoints endpoints, Path data, IntSupplier deathsOfAdService, Progress progress, PrintWriter out) {
        this.endpoints = endpoints;
        this.data = data;
        this.deathsOfAdService = deathsOfAdService;
        this.progress = progress;
        this.out = out;
    }

    /** True when everything came out as it must. */
    boolean play(Day day) throws IOException, InterruptedException {
        List<DayLine> lines = day.lines();
        progress.say("playing %d lines".formatted(lines.size()));
        var prices = new Prices(Files.readAllLines(Home.rateCard()));
        DayOutcome expected = new Oracle(prices).after(lines);
        try (var player = new DayPlayer(endpoints, data, progress)) {
            player.play(lines);
            new Quiet(player, progress).await(lines);
            DayOutcome actual = new Collector(player, lines).collect();
            boolean equal = compare(lines, expected, actual);
            boolean kept = tell(new Promises(player, lines).broken());
            day.broken().forEach(broken -> out.println("not played: " + broken));
            out.flush();
            return equal && kept;
        }
    }

    private boolean compare(List<DayLine> lines, DayOutcome expected, DayOutcome actual) {
        out.println(new OutcomeTable(expected, actual));
        int deaths = deathsOfAdService.getAsInt();
        List<String> differences = deaths == 0
                ? new Comparison(expected, actual).differences()
                : new CrashComparison(lines, deaths).differences(expected, actual);
        if (deaths > 0) {
            out.println("ad-service died during the play: a campaign forfeits the share of its budget that was leased"
                    + " then, so ads are held to bounds, and everything else to the oracle.");
        }
        differences.stream().limit(LISTED).forEach(out::println);
        out.printf("%n%d differences from the oracle%n", differences.size());
        return differences.isEmpty();
    }

    private boolean tell(Map<String, List<String>> promises) {
        promises.forEach((promise, broken) -> {
            out.printf("%s: %s%n", promise, broken.isEmpty() ? "kept" : "BROKEN, " + broken.size() + " times");
            broken.stream().limit(LISTED).forEach(detail -> out.println("  " + detail));
        });
        return promises.values().stream().allMatch(List::isEmpty);
    }
}
