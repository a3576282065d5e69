package io.assent.local.player;

import io.assent.local.day.DayLine;
import io.assent.local.day.DayTypes;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits until everything that was set going has come to rest: each message ended, each impression and chat on the bill. */
public final class Quiet {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Cast cast;
    private final Progress progress;

    public Quiet(DayPlayer player, Progress progress) {
        this.cast = player.cast();
        this.progress = progress;
    }

    /** Returns when all that these lines set going has come to rest. */
    public void await(List<DayLine> lines) throws InterruptedException {
        List<String> campaigns = lines.stream()
                .filter(line -> line.type().equals(DayTypes.CAMPAIGN_BOOKING))
                .map(line -> line.text("campaign"))
                .toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long said = System.nanoTime();
        Optional<String> open = unrest(campaigns);
        while (open.isPresent() && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
            open = unrest(campaigns);
            if (open.isPresent()
                    && System.nanoTime() - said > Duration.ofSeconds(3).toNanos()) {
                said = System.nanoTime();
                progress.say("waiting for rest: " + open.get());
            }
        }
        open.ifPresent(what -> cast.findings.add("no rest after " + PATIENCE.toSeconds() + " s: " + what));
        if (!cast.log.charged().isEmpty()) {
            cast.api.awaitFresh(Service.BILLING, cast.log.charged());
        }
    }

    private Optional<String> unrest(List<String> campaigns) throws InterruptedException {
        long open = cast.log.messages().stream()
                .filter(message -> !message.key().isEmpty())
                .filter(message -> !message.terminal().isDone())
                .count();
        if (open > 0) {
            return Optional.of(open + " messages have no end yet");
        }
        long shown = 0;
        for (String campaign : campaigns) {
            shown += cast.api
                    .call(Call.get(Service.AD, "/v1/campaigns/" + campaign).as("operator", "operations"))
                    .body()
                    .path("impressions")
                    .asLong();
        }
        return shown == cast.log.impressions()
                ? Optional.empty()
                : Optional.of(cast.log.impressions() + " of " + shown + " impressions are published");
    }
}
