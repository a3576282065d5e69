package io.assent.bench.devices;

import io.assent.bench.frame.Bench;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.CpuMeter;
import io.assent.bench.frame.Percentiles;
import io.assent.bench.frame.Ramp;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.Timing;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * From a company's request on Kafka until one of thousands of devices, which listen at two instances, has received it. First the
 * highest rate is sought at which everything comes soon; latencies are taken at half of it, then those of one-time codes while a
 * campaign is sent.
 */
public final class DevicesBench implements Bench {
    private static final double WARM_UP_RATE = 150;
    private static final double CODES_PER_SECOND = 20;
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final double BYTES_PER_KILOBYTE = 1024;

    /** A sign of life goes to each device every 15 seconds: then every connection has written once. */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private final DeviceOptions options;
    private final Map<String, Percentiles> latencies = new LinkedHashMap<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();

    public DevicesBench(DeviceOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "devices";
    }

    @Override
    public Report run(Timing timing, Progress progress) throws Exception {
        options.check();
        Arrivals arrivals = new Arrivals();
        try (BenchStack stack = BenchStack.start(progress, Service.NOTIFICATION);
                DevicesWorld world = DevicesWorld.start(stack, options.devices(), progress);
                Fleet fleet = new Fleet(stack.ports(), world.tokens(options.devices()), arrivals);
                Senders senders = new Senders(stack, options.devices(), arrivals)) {
            connect(world, fleet, progress);
            progress.say("warming up for about %d s".formatted(timing.warmUp().toSeconds()));
            senders.utility(WARM_UP_RATE, timing.warmUp());
            double highest = new Ramp(progress)
                    .highest((perSecond, length) ->
                            senders.utility(perSecond, length).received());
            progress.say("latencies at half of that rate");
            Duration length = Duration.ofSeconds(timing.seconds());
            CpuMeter.Span cpu = stack.cpu().begin();
            Wave half = senders.utility(highest / 2, length);
            Map<String, Double> cores = cpu.end().byProcess();
            latencies.put(Report.OURS, Percentiles.of(half.received(), highest / 2));
            latencies.put("receipts", Percentiles.of(half.acknowledged(), highest / 2));
            codes(senders, progress);
            if (options.kill()) {
                kill(world, senders, highest / 2, length, progress);
            }
            arrivals.mustBeRight();
            world.mustHaveEnded(arrivals.expected(), senders.waiting());
            figures.put("messages that came again before their receipt", (double) arrivals.repeats());
            figures.put("calls that had to be repeated", (double) fleet.askedAgain());
            return new Report(
                    name(),
                    "messages/s",
                    Report.Better.HIGHER,
                    highest,
                    Map.of(),
                    latencies,
                    Map.of(Report.OURS, cores),
                    figures,
                    Map.of());
        }
    }

    private void connect(DevicesWorld world, Fleet fleet, Progress progress) throws Exception {
        List<Memory> before = world.memory();
        progress.say("connecting %,d devices".formatted(options.devices()));
        fleet.connect();
        Thread.sleep(SETTLING);
        List<Memory> after = world.memory();
        double each = (double) options.devices() / before.size() * BYTES_PER_KILOBYTE;
        for (int i = 0; i < before.size(); i++) {
            String instance = " KB a connection at instance " + (i + 1);
            figures.put("heap" + instance, (after.get(i).heap() - before.get(i).heap()) / each);
            figures.put(
                    "resident" + instance,
                    (after.get(i).resident() - before.get(i).resident()) / each);
        }
    }

    /** By themselves, and while a campaign is sent. */
    private void codes(Senders senders, Progress progress) throws InterruptedException {
        progress.say("one-time codes");
        Wave alone = new Wave();
        senders.codes(alone, CODES_PER_SECOND, SLICE.multipliedBy(10));
        alone.await();
        progress.say("one-time codes while a campaign is sent");
        Wave beside = new Wave();
        Wave campaign = senders.campaign();
        do {
            senders.codes(beside, CODES_PER_SECOND, SLICE);
        } while (!campaign.isReceived());
        beside.await();
        campaign.await();
        latencies.put("codes", Percentiles.of(alone.received(), CODES_PER_SECOND));
        latencies.put("codes beside a campaign", Percentiles.of(beside.received(), CODES_PER_SECOND));
        latencies.put("campaign", Percentiles.of(campaign.received(), campaign.receivedPerSecond()));
    }

    /** A third of the time before the kill, two thirds after it. */
    private void kill(DevicesWorld world, Senders senders, double perSecond, Duration length, Progress progress)
            throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            Future<Wave> wave = thread.submit(() -> senders.utility(perSecond, length));
            Thread.sleep(length.dividedBy(3));
            progress.say("killing an instance");
            world.kill();
            latencies.put("with a kill", Percentiles.of(wave.get().received(), perSecond));
        }
    }
}
