package io.assent.local.player;

import io.assent.local.day.DayLine;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays days on a running stack; the cast stays from day to day. */
public final class DayPlayer implements AutoCloseable {
    /** Lines that run side by side; each is mostly waiting. */
    private static final int AT_ONCE = 512;

    private static final Duration EVERYTHING_EXPIRES = Duration.ofDays(31);

    private final Endpoints endpoints;
    private final Progress progress;
    private final Findings findings = new Findings();
    private final Feeds feeds = new Feeds();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final Cast cast;
    private final PlayedLines played;
    private volatile Counts counts = new Counts();

    public DayPlayer(Endpoints endpoints, Path data, Progress progress) throws IOException {
        this.endpoints = endpoints;
        this.progress = progress;
        this.cast = new Cast(endpoints, data, findings);
        this.played = new PlayedLines(data.resolve("devices").resolve("played.txt"));
    }

    /** Plays each line when those before it that concern it have their outcome, and lets time run on until all has expired. */
    public void play(List<DayLine> lines) throws InterruptedException {
        var watermark = new Watermark(cast.api, lines);
        Thread teller = Thread.ofVirtual().unstarted(() -> watermark.keepTelling(Duration.ofMillis(250)));
        if (endpoints.eventTime()) {
            teller.start();
        }
        play(lines, new LinePlayer(cast, true, feeds), watermark);
        if (endpoints.eventTime() && !lines.isEmpty()) {
            teller.interrupt();
            teller.join();
            Instant last =
                    lines.stream().map(DayLine::time).max(Instant::compareTo).orElseThrow();
            watermark.tell(last.plus(EVERYTHING_EXPIRES));
        }
    }

    /** Plays the lines and waits for no more than that they were taken. */
    public Counts produce(List<DayLine> lines) throws InterruptedException {
        play(lines, new LinePlayer(cast, false, feeds), new Watermark(cast.api, lines));
        cast.log.awaitStill(Duration.ofSeconds(2));
        return counts;
    }

    private void play(List<DayLine> lines, LinePlayer player, Watermark watermark) throws InterruptedException {
        var schedule = new Schedule(cast.budgets);
        counts = new Counts();
        CompletableFuture<?>[] all = new CompletableFuture<?>[lines.size()];
        for (int i = 0; i < all.length; i++) {
            DayLine line = lines.get(i);
            var done = new CompletableFuture<Void>();
            all[i] = done;
            schedule.enter(line, done)
                    .thenRun(() -> Thread.ofVirtual().start(() -> {
                        play(player, line);
                        watermark.finished(line);
                        done.complete(null);
                    }));
        }
        awaitTelling(CompletableFuture.allOf(all), all.length);
    }

    private void play(LinePlayer player, DayLine line) {
        try {
            permits.acquire();
            try {
                Outcome outcome = player.play(line);
                counts.count(outcome, played.contains(line));
                switch (outcome) {
                    case Outcome.Refused refused -> refusals.put(line.label(), refused.reason());
                    case Outcome.Taken taken -> played.add(line);
                }
            } finally {
                permits.release();
            }
        } catch (RuntimeException e) {
            findings.add(line.label() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTelling(CompletableFuture<Void> all, int total) throws InterruptedException {
        while (!all.isDone()) {
            try {
                all.get(3, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                progress.say("played %d of %d lines".formatted(counts.finished(), total));
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        progress.say("played all %d lines".formatted(total));
    }

    /** Of the play that runs, or ran last. */
    public Counts counts() {
        return counts;
    }

    public List<String> findings() {
        return findings.all();
    }

    Cast cast() {
        return cast;
    }

    Map<String, String> refusals() {
        return refusals;
    }

    Map<String, String> feeds() {
        return feeds.all();
    }

    @Override
    public void close() throws InterruptedException {
        cast.close();
    }
}
