package io.assent.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.restassured.RestAssured;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A device that listens, through a real SSE connection. */
final class Inbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final InputStream stream;

    Inbox(Person person) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/inbox"))
                .header(
                        "Authorization",
                        "Bearer " + ServersTestResource.tokens().token("device", person.id() + "/" + person.device()))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("inbox answered " + response.statusCode());
        }
        stream = response.body();
        Thread.ofVirtual().start(this::read);
    }

    List<JsonNode> received() {
        return received;
    }

    private void read() {
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    received.add(JSON.readTree(line.substring(5)));
                }
            }
        } catch (java.io.IOException closed) {
            // the device has hung up
        }
    }

    @Override
    public void close() throws Exception {
        stream.close();
        client.shutdownNow();
    }
}
