package io.assent.bench.frame;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What instances of a service count about themselves, added up. */
public final class ServiceMetrics {
    private final List<Integer> ports;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param ports of the instances, on this machine */
    public ServiceMetrics(List<Integer> ports) {
        this.ports = List.copyOf(ports);
    }

    /** @param series as the metrics page writes it up to the blank before the value, without its closing brace */
    public double sum(String series) throws IOException, InterruptedException {
        double sum = 0;
        for (int port : ports) {
            HttpRequest page = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/metrics"))
                    .build();
            sum += http.send(page, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(series))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
        return sum;
    }

    /** Mean records of a batch that a channel has taken since the start. */
    public double meanBatch(String channel) throws IOException, InterruptedException {
        String of = "{channel=\"" + channel + "\"";
        return sum("assent_consumer_batch_records_sum" + of) / sum("assent_consumer_batch_records_count" + of);
    }
}
