package io.assent.bench.devices;

import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.CpuMeter;
import io.assent.bench.frame.Ramp;
import io.assent.bench.frame.Report;
import io.assent.local.stack.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What is done to devices that listen. Nothing of it may be lost. */
final class Trial {
    private static final double WARM_UP_RATE = 150;
    private static final double CODES_PER_SECOND = 20;
    private static final Duration CODES_ALONE = Duration.ofSeconds(10);
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CAMPAIGN = Duration.ofMinutes(5);

    private final BenchStack stack;
    private final DevicesWorld world;
    private final Senders senders;
    private final Findings findings;
    private final Progress progress;

    Trial(BenchStack stack, DevicesWorld world, Senders senders, Findings findings, Progress progress) {
        this.stack = stack;
        this.world = world;
        this.senders = senders;
        this.findings = findings;
        this.progress = progress;
    }

    void warmUp(Duration length) throws Exception {
        progress.say("warming up for about %d s".formatted(length.toSeconds()));
        utility(WARM_UP_RATE, length);
    }

    /** The highest rate at which all but one of a hundred messages are received, and receipts of them acknowledged, soon. */
    double highest() throws Exception {
        return new Ramp(progress)
                .highest((perSecond, length) -> utility(perSecond, length).acknowledged());
    }

    void half(double perSecond, Duration length) throws Exception {
        progress.say("latencies at half of that rate");
        CpuMeter.Span cpu = stack.cpu().begin();
        Wave wave = utility(perSecond, length);
        findings.cores(Report.OURS, cpu.end());
        findings.latency(Report.OURS, wave.received(), perSecond);
        findings.latency("with receipt", wave.acknowledged(), perSecond);
    }

    /** By themselves, and while a campaign is sent. */
    void codes(Campaign campaign) throws Exception {
        progress.say("one-time codes");
        Wave alone = new Wave();
        senders.codes(alone, CODES_PER_SECOND, CODES_ALONE);
        mustEnd(alone);
        progress.say("one-time codes while a campaign of %,d is sent".formatted(campaign.size()));
        Wave beside = new Wave();
        Wave marketing = senders.send(campaign);
        for (Duration sent = Duration.ZERO;
                !marketing.isReceived() && sent.compareTo(LONGEST_CAMPAIGN) < 0;
                sent = sent.plus(SLICE)) {
            senders.codes(beside, CODES_PER_SECOND, SLICE);
        }
        mustEnd(beside);
        mustEnd(marketing);
        findings.latency("codes", alone.received(), CODES_PER_SECOND);
        findings.latency("codes beside a campaign", beside.received(), CODES_PER_SECOND);
        findings.latency("campaign", marketing.received(), marketing.receivedPerSecond());
    }

    /** A third of the time before the kill, the rest after it. */
    void kill(double perSecond, Duration length) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            Future<Wave> wave = thread.submit(() -> utility(perSecond, length));
            Thread.sleep(length.dividedBy(3));
            progress.say("killing an instance");
            world.kill();
            findings.latency("with a kill", wave.get().received(), perSecond);
        }
    }

    private Wave utility(double perSecond, Duration length) throws Exception {
        return mustEnd(senders.utility(perSecond, length));
    }

    private Wave mustEnd(Wave wave) throws SQLException, InterruptedException {
        if (!wave.await()) {
            throw new IllegalStateException(wave + "; states are " + world.states());
        }
        return wave;
    }

    /** What was sent to who listens is delivered, what was sent to others waits, and nothing was suppressed, lost or doubled. */
    void mustHaveEnded(long delivered, long waiting) throws SQLException {
        Map<String, Long> expected = Map.of("delivered", delivered, "queued", waiting);
        Map<String, Long> states = world.states();
        if (!states.equals(expected)) {
            throw new IllegalStateException("states should be %s, and are %s".formatted(expected, states));
        }
    }
}
