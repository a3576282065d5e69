package io.assent.bench.frame;

import io.assent.local.stack.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Warms all sides up, then measures them in turns, so that what the machine does otherwise hits all of them alike. */
public final class Alternation {
    private static final Duration LONG_TURN = Duration.ofSeconds(12);
    private static final Duration SHORT_TURN = Duration.ofSeconds(2);

    private final Timing timing;
    private final Progress progress;

    public Alternation(Timing timing, Progress progress) {
        this.timing = timing;
        this.progress = progress;
    }

    public Measured run(List<Side> sides) throws Exception {
        warmUp(sides);
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        int rounds = timing.rounds(sides.size());
        for (int round = 1; round <= rounds; round++) {
            StringBuilder line = new StringBuilder("round %d of %d:".formatted(round, rounds));
            for (Side side : sides) {
                Sample sample = side.run(timing.round(sides.size()));
                samples.computeIfAbsent(side.name(), _ -> new ArrayList<>()).add(sample);
                line.append(String.format(Locale.ROOT, "  %s %,.0f/s", side.name(), sample.perSecond()));
            }
            progress.say(line.toString());
        }
        return new Measured(samples);
    }

    /** Ours gets most of it: it has the most code to compile. */
    private void warmUp(List<Side> sides) throws Exception {
        progress.say("warming up for about %d s".formatted(timing.warmUp().toSeconds()));
        long end = System.nanoTime() + timing.warmUp().toNanos();
        do {
            for (Side side : sides) {
                Duration turn = side.name().equals(Report.OURS) ? LONG_TURN : SHORT_TURN;
                Sample sample = side.run(turn.compareTo(timing.warmUp()) < 0 ? turn : timing.warmUp());
                progress.say(String.format(Locale.ROOT, "  %s %,.0f/s", side.name(), sample.perSecond()));
            }
        } while (System.nanoTime() < end);
    }
}
