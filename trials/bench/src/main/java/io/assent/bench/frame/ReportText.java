package io.assent.bench.frame;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. */
public final class ReportText {
    private ReportText() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, report.name(), "ours %,.1f %s%s", report.ours(), report.unit(), beside(report));
        report.limits().forEach((name, figure) -> line(text, "limit: " + name, "%,.1f %s", figure, report.unit()));
        report.latencies()
                .forEach((what, latency) -> line(
                        text,
                        "latency: " + what,
                        "at %,.0f/s: %s",
                        latency.perSecond(),
                        figures(latency.millis(), "%s %.1f ms")));
        report.cores().forEach((side, cores) -> line(text, "cores: " + side, "%s", figures(cores, "%s %.2f")));
        report.microsPerOperation()
                .forEach((side, micros) -> line(text, "µs/op: " + side, "%s", figures(micros, "%s %.1f")));
        if (!report.batches().isEmpty()) {
            line(text, "batches", "%s", figures(report.batches(), "%s %.0f"));
        }
        report.rounds().forEach((side, rounds) -> line(text, "rounds: " + side, "%s", figures(rounds)));
        return text.toString();
    }

    private static String beside(Report report) {
        return report.limit().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", limit %,.1f, ratio %.2f",
                        report.limit().getAsDouble(),
                        report.ratio().orElseThrow());
    }

    private static void line(StringBuilder text, String label, String format, Object... arguments) {
        text.append("%-18s ".formatted(label))
                .append(String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }

    private static String figures(Map<String, Double> byName, String format) {
        return byName.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, format, each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String figures(List<Double> rounds) {
        return rounds.stream()
                .map(each -> String.format(Locale.ROOT, "%,.0f", each))
                .collect(Collectors.joining("  "));
    }
}
