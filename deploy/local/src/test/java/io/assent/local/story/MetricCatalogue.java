package io.assent.local.story;

import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Home;
import io.assent.local.stack.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds the tables of {@code docs/metrics.md} against what the services serve. */
record MetricCatalogue(Endpoints endpoints) {
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)` \\|");

    /** Documented metrics that the service of their section, or for those of all services none, has. */
    List<String> missing() throws IOException, InterruptedException {
        Map<Service, String> pages = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            pages.put(service, page(service));
        }
        List<String> missing = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(Home.find().resolve("docs/metrics.md"))) {
            section = line.startsWith("## ") ? line.substring(3) : section;
            Matcher row = ROW.matcher(line);
            if (row.find() && !section.equals("The prober") && !servedBy(section, row.group(1), pages)) {
                missing.add(section + ": " + row.group(1));
            }
        }
        return missing;
    }

    /** A histogram or summary is served by the parts of its name. */
    private static boolean servedBy(String section, String metric, Map<Service, String> pages) {
        Pattern sample = Pattern.compile("(?m)^" + metric + "(_count|_bucket)?[ {]");
        return pages.entrySet().stream()
                .filter(page -> section.equals("All services")
                        || section.equals(page.getKey().fullName()))
                .anyMatch(page -> sample.matcher(page.getValue()).find());
    }

    private String page(Service service) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(endpoints.of(service).resolve("/q/metrics"))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }
}
