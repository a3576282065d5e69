package io.assent.local.probe;

import io.assent.local.player.TestPair;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Plays round after round against a running stack, counts how they end, and says what did not end well. */
public final class Prober implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FileChannel claim;
    private final TestPair pair;
    private final Rounds rounds;
    private final Progress progress;
    private final ProbeMetrics metrics = new ProbeMetrics();
    private final MetricsPage page;
    private Revocation turn = Revocation.WITHDRAWAL;
    private boolean well;

    private Prober(FileChannel claim, TestPair pair, int port, Progress progress) throws IOException {
        this.claim = claim;
        this.pair = pair;
        this.rounds = new Rounds(pair, PATIENCE);
        this.progress = progress;
        this.page = MetricsPage.on(port, metrics::text);
    }

    /**
     * A prober whose metrics are served at once.
     *
     * @param data the folder of the stack's data, where it keeps its keys
     * @param port of {@code /metrics}; 0 takes a free one
     */
    public static Prober of(Endpoints endpoints, Path data, int port, Progress progress) throws IOException {
        Path folder = Files.createDirectories(data.resolve("prober"));
        FileChannel claim =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // Two would answer for the same person: the yes of one would let pass what the other must not see.
        if (claim.tryLock() == null) {
            claim.close();
            throw new IllegalStateException("another prober plays on " + data);
        }
        return new Prober(claim, new TestPair(endpoints, folder, PATIENCE), port, progress);
    }

    public int port() {
        return page.port();
    }

    /** Until it is interrupted. */
    public void playEvery(Duration pause) throws InterruptedException {
        while (true) {
            playRound();
            Thread.sleep(pause);
        }
    }

    /** The next round; withdrawals and blocks take turns. */
    public void playRound() throws InterruptedException {
        long began = System.nanoTime();
        Verdict verdict = rounds.play(turn);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        turn = turn.next();
        metrics.count(verdict, took);
        tell(verdict, took);
    }

    /** Rounds that are kept are told of once, and again after one that was not. */
    private void tell(Verdict verdict, Duration took) {
        switch (verdict) {
            case Verdict.Kept() -> {
                if (!well) {
                    progress.say("prober: kept, in %d ms".formatted(took.toMillis()));
                }
            }
            case Verdict.Broken(String how) -> progress.say("prober: BROKEN, " + how);
            case Verdict.Failed(String why) -> progress.say("prober: failed, " + why);
        }
        well = verdict instanceof Verdict.Kept;
    }

    @Override
    public void close() throws InterruptedException, IOException {
        page.close();
        pair.close();
        claim.close();
    }
}
