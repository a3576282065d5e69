package io.assent.bench.pure;

import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.dispatch.DispatchGate;
import io.assent.notification.dispatch.DispatchRequest;
import io.assent.notification.dispatch.Permission;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The rule of who may be reached. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GateDecisionBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private final DispatchRequest request =
            new DispatchRequest(Category.MARKETING, true, NOW.plus(java.time.Duration.ofDays(30)));
    private final Permission granted = permission("accepted");
    private final Permission withdrawn = permission("withdrawn");

    @Benchmark
    public Decision send() {
        return DispatchGate.decide(request, granted, NOW);
    }

    @Benchmark
    public Decision suppress() {
        return DispatchGate.decide(request, withdrawn, NOW);
    }

    private static Permission permission(String state) {
        return new Permission(state, Set.of(Category.MARKETING.purpose(), Category.UTILITY.purpose()), false);
    }
}
