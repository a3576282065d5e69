package io.assent.local.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes what services export by OTLP over HTTP. */
final class SpanCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<Step> steps = new CopyOnWriteArrayList<>();

    /** A span, as a reader of traces sees it. */
    record Step(String trace, String service, String name, String parent, String id, Map<String, String> attributes) {}

    SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    Map<String, List<Step>> traces() {
        return steps.stream().collect(Collectors.groupingBy(Step::trace));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            for (ResourceSpans resource : request.getResourceSpansList()) {
                String service =
                        attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
                resource.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .map(span -> step(service, span))
                        .forEach(steps::add);
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Step step(String service, Span span) {
        HexFormat hex = HexFormat.of();
        return new Step(
                hex.formatHex(span.getTraceId().toByteArray()),
                service,
                span.getName(),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                attributes(span.getAttributesList()));
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(KeyValue::getKey, each -> text(each.getValue()), (first, _) -> first));
    }

    private static String text(AnyValue value) {
        return value.hasStringValue() ? value.getStringValue() : value.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
