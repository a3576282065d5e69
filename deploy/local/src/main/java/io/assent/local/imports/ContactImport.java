package io.assent.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.assent.local.player.Answer;
import io.assent.local.player.Api;
import io.assent.local.player.Call;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends one batch after the other, each until it is taken, so that of two lines on one person the first counts. */
public final class ContactImport {
    private final Api api;
    private final String company;

    public ContactImport(Endpoints endpoints, String company) {
        this.api = new Api(endpoints);
        this.company = company;
    }

    /** What became of the lines, with how many were refused for each reason. */
    public record Summary(long lines, long imported, long unchanged, Map<String, Long> refused) {
        Summary plus(JsonNode report) {
            Map<String, Long> reasons = new TreeMap<>(refused);
            report.path("refused")
                    .forEach(line -> reasons.merge(line.path("reason").asText(), 1L, Long::sum));
            return new Summary(
                    lines + report.path("lines").asLong(),
                    imported + report.path("imported").asLong(),
                    unchanged + report.path("unchanged").asLong(),
                    reasons);
        }
    }

    /** @param line of the file, counted from one */
    public record Refusal(long line, String reason, String detail) {}

    /**
     * @param file {@code .csv}, or JSON lines
     * @throws IllegalStateException when a batch is refused as a whole
     */
    public Summary of(Path file, Consumer<Refusal> refusals) throws IOException, InterruptedException {
        boolean csv = file.toString().endsWith(".csv");
        Summary summary = new Summary(0, 0, 0, Map.of());
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Batches batches = new Batches(reader, csv);
            for (Batches.@Nullable Batch batch = batches.take(); batch != null; batch = batches.take()) {
                JsonNode report = send(batch, csv ? "text/csv" : "application/x-ndjson");
                long before = batch.before();
                report.path("refused")
                        .forEach(line -> refusals.accept(new Refusal(
                                before + line.path("line").asLong(),
                                line.path("reason").asText(),
                                line.path("detail").asText())));
                summary = summary.plus(report);
            }
        }
        return summary;
    }

    private JsonNode send(Batches.Batch batch, String type) throws InterruptedException {
        String path = "/v1/companies/" + company + "/contact-imports";
        Answer answer = api.call(Call.post(Service.CONSENT, path, TextNode.valueOf(batch.text()))
                .with("Content-Type", type)
                .as("operator", "operations"));
        answer.refusal().ifPresent(reason -> {
            throw new IllegalStateException("refused, beginning with line " + (batch.before() + 1) + ": " + reason
                    + ": " + answer.body().path("detail").asText());
        });
        return answer.body();
    }
}
