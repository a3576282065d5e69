package io.assent.base.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + TRACE_ID + "-b7ad6b7169203331-01";

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(new NoIdsInSpans())
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();
    private final Traces traces = new Traces(provider.get("test"), Clock.systemUTC());

    @Test
    void aRecordCarriesItsTrace() {
        assertThat(Traces.of(record(SAMPLED))).isEqualTo(SAMPLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no trace",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + TRACE_ID + "-b7ad6b7169203331-00",
                "00-" + TRACE_ID + "-b7ad6b7169203331-01'; drop table message"
            })
    void aHeaderThatIsMalformedOrNotSampledCountsAsNone(String header) {
        assertThat(Traces.of(record(header))).isNull();
    }

    @Test
    void aStepJoinsItsTraceWithTheTimeThatItTook() {
        traces.tell(SAMPLED, "gate decide", SpanKind.CONSUMER, Duration.ofMillis(40), Attributes.empty());

        SpanData step = exported.getFinishedSpanItems().getFirst();
        assertThat(step.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(step.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(step.getEndEpochNanos() - step.getStartEpochNanos()).isGreaterThanOrEqualTo(40_000_000);
    }

    @Test
    void whatIsNotTracedIsNotToldOf() {
        traces.tell(null, "gate decide", SpanKind.CONSUMER, Duration.ZERO, Attributes.empty());

        assertThat(exported.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void pathsAndAddressesLeaveRedacted() {
        AttributeKey<String> path = AttributeKey.stringKey("url.path");
        AttributeKey<String> route = AttributeKey.stringKey("http.route");
        provider.get("http")
                .spanBuilder("GET /v1/people/{user}/contacts")
                .setAttribute(path, "/v1/people/p-0001/contacts")
                .setAttribute(route, "/v1/people/{user}/contacts")
                .startSpan()
                .end();

        Attributes sent = exported.getFinishedSpanItems().getFirst().getAttributes();
        assertThat(sent.get(path)).isEqualTo("redacted");
        assertThat(sent.get(route)).isEqualTo("/v1/people/{user}/contacts");
    }

    private static ConsumerRecord<byte[], byte[]> record(String traceparent) {
        var record = new ConsumerRecord<>("topic", 0, 0, new byte[0], new byte[0]);
        record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.US_ASCII));
        return record;
    }
}
