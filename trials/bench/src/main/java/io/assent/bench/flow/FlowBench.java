package io.assent.bench.flow;

import io.assent.bench.frame.Bench;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.CpuMeter;
import io.assent.bench.frame.HttpLoad;
import io.assent.bench.frame.Percentiles;
import io.assent.bench.frame.Ramp;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.Timing;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * From a request by REST until the recipient's device has received it and the service has taken its receipt. First the highest
 * rate is sought at which everything comes soon; the figure is taken at half of it.
 */
public final class FlowBench implements Bench {
    private static final double WARM_UP_RATE = 150;

    @Override
    public String name() {
        return "flow";
    }

    @Override
    public Report run(Timing timing, Progress progress) throws Exception {
        try (BenchStack stack = BenchStack.start(progress, Service.NOTIFICATION);
                HttpLoad http = new HttpLoad();
                HttpLoad streams = new HttpLoad(FlowWorld.DEVICES)) {
            FlowWorld world = new FlowWorld(stack, http, streams);
            world.build();
            progress.say("warming up for about %d s".formatted(timing.warmUp().toSeconds()));
            world.run(WARM_UP_RATE, timing.warmUp());
            double highest = new Ramp(progress).highest(world::run);
            progress.say("latencies at half of that rate");
            CpuMeter.Span cpu = stack.cpu().begin();
            Histogram nanos = world.run(highest / 2, Duration.ofSeconds(timing.seconds()));
            Map<String, Double> cores = cpu.end().byProcess();
            Percentiles percentiles = Percentiles.of(nanos, highest / 2);
            Map<String, Percentiles> latencies = new LinkedHashMap<>();
            latencies.put(Report.OURS, percentiles);
            return new Report(
                    name(),
                    "ms (p99)",
                    Report.Better.LOWER,
                    percentiles.millis().getOrDefault("p99", Double.NaN),
                    Map.of(),
                    latencies,
                    Map.of(Report.OURS, cores),
                    Map.of("highest sustained messages a second", highest),
                    Map.of());
        }
    }
}
