package io.assent.local.stack;

import io.assent.servers.Jit;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to start and where.
 *
 * @param temporary the data is deleted when the stack stops
 * @param clock {@code wall}, or {@code event} for replays: then now is what each call and record says
 * @param jit of Kafka and the services
 * @param collector of traces, by OTLP over HTTP; null for no traces
 */
public record StackPlan(
        Path home,
        Path data,
        boolean temporary,
        Ports ports,
        String clock,
        Jit jit,
        @Nullable URI collector) {
    public StackPlan(Path home, Path data, boolean temporary, Ports ports, String clock) {
        this(home, data, temporary, ports, clock, Jit.C1_AND_C2, null);
    }

    /** The same, with the services' traces sent to a collector. */
    public StackPlan tracedBy(@Nullable URI otherCollector) {
        return new StackPlan(home, data, temporary, ports, clock, jit, otherCollector);
    }

    /** The same, for a stack that has done its work in minutes. */
    public StackPlan forMinutes() {
        return new StackPlan(home, data, temporary, ports, clock, Jit.C1, collector);
    }
}
