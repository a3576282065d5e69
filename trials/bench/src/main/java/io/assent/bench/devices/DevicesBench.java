package io.assent.bench.devices;

import io.assent.bench.frame.Bench;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.Timing;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.time.Duration;

/**
 * From a company's request on Kafka until one of thousands of devices, which listen at two instances, has received it. First the
 * highest rate is sought at which everything comes soon; latencies are taken at half of it, then those of one-time codes while a
 * campaign is sent.
 */
public final class DevicesBench implements Bench {
    private static final int SIDES = 2;

    private final DeviceOptions options;

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
        int devices = options.devices();
        Arrivals arrivals = new Arrivals(System::nanoTime);
        Findings findings = new Findings();
        try (BenchStack stack = BenchStack.start(progress, Service.NOTIFICATION);
                DevicesWorld world = DevicesWorld.start(stack, devices, progress);
                Fleet fleet = new Fleet(stack.ports(), world.tokens(devices), arrivals);
                Senders senders = new Senders(stack, devices, arrivals)) {
            try (BareLimit bare = new BareLimit(stack, devices)) {
                progress.say("connecting %,d devices to a bare server".formatted(devices));
                findings.limit(bare, devices, timing.round(SIDES));
            }
            progress.say("connecting %,d devices".formatted(devices));
            findings.connect(world, fleet, devices);
            Trial trial = new Trial(stack, world, senders, findings, progress);
            trial.warmUp(timing.warmUp());
            double highest = trial.highest();
            Duration length = Duration.ofSeconds(timing.seconds());
            trial.half(highest / 2, length);
            Campaign campaign = new Campaign(devices);
            trial.codes(campaign);
            if (options.kill()) {
                trial.kill(highest / 2, length);
            }
            arrivals.mustBeRight();
            trial.mustHaveEnded(arrivals.expected(), campaign.waiting());
            findings.repeats(arrivals.repeats(), fleet.askedAgain());
            return findings.report(name(), highest);
        }
    }
}
