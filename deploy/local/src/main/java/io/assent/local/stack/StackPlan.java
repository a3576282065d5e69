package io.assent.local.stack;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to start and where.
 *
 * @param temporary the data is deleted when the stack stops
 * @param clock {@code wall}, or {@code event} for replays: then now is what each call and record says
 * @param collector of traces, by OTLP over HTTP; null for no traces
 */
public record StackPlan(
        Path home,
        Path data,
        boolean temporary,
        Ports ports,
        String clock,
        @Nullable URI collector) {
    public StackPlan(Path home, Path data, boolean temporary, Ports ports, String clock) {
        this(home, data, temporary, ports, clock, null);
    }

    /** The same, with the services' traces sent to a collector. */
    public StackPlan tracedBy(@Nullable URI otherCollector) {
        return new StackPlan(home, data, temporary, ports, clock, otherCollector);
    }
}
