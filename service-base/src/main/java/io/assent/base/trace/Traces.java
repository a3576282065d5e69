package io.assent.base.trace;

import io.assent.exactlyonce.CloudEvent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace from a request over records and rows to whatever is done for it later. A trace travels as text in the
 * form of W3C Trace Context; null stands for what is not traced, or not sampled. Attributes of spans never name a person.
 */
@Singleton
public class Traces {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapSetter<String[]> WRITE = (carrier, name, value) -> {
        if (name.equals(CloudEvent.TRACEPARENT) && carrier != null) {
            carrier[0] = value;
        }
    };
    private static final TextMapGetter<String> READ = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(CloudEvent.TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String name) {
            return name.equals(CloudEvent.TRACEPARENT) ? carrier : null;
        }
    };

    private final Tracer tracer;
    private final Clock clock;

    public Traces(Tracer tracer, Clock clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    /** The trace of the request that is being answered. */
    public @Nullable String current() {
        return text(Context.current());
    }

    /** The trace that a record came with; a header that is not well formed counts as none. */
    public static @Nullable String of(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(CloudEvent.TRACEPARENT);
        return header == null || header.value() == null
                ? null
                : text(context(new String(header.value(), StandardCharsets.US_ASCII)));
    }

    /** Tells of a step that has been done for a trace, which {@code took} so long and ends now; without a trace of nothing. */
    public void tell(@Nullable String trace, String step, SpanKind kind, Duration took, Attributes attributes) {
        if (trace == null) {
            return;
        }
        tracer.spanBuilder(step)
                .setParent(context(trace))
                .addLink(Span.current().getSpanContext())
                .setSpanKind(kind)
                .setStartTimestamp(clock.instant().minus(took))
                .setAllAttributes(attributes)
                .startSpan()
                .end();
    }

    private static Context context(String trace) {
        return W3C.extract(Context.root(), trace, READ);
    }

    private static @Nullable String text(Context context) {
        if (!Span.fromContext(context).getSpanContext().isSampled()) {
            return null;
        }
        String[] written = new String[1];
        W3C.inject(context, written, WRITE);
        return Objects.requireNonNull(written[0]);
    }
}
