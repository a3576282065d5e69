package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.local.stack.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A device's open inbox: server-sent events, opened again after the last one seen when the line breaks. What has arrived is taken by another
 * thread than reads the line: so a receipt that takes long makes nothing arrive later than it did.
 */
final class Inbox {
    private static final Duration RECONNECT = Duration.ofMillis(300);

    private final Device device;
    private final Api api;
    private final Findings findings;
    private volatile boolean wanted;
    private volatile CompletableFuture<Void> opened = new CompletableFuture<>();
    private volatile @Nullable InputStream line;
    private @Nullable Thread listener;
    private volatile String lastSeen = "";

    Inbox(Device device, Api api, Findings findings) {
        this.device = device;
        this.api = api;
        this.findings = findings;
    }

    /** Opens it; complete once the service has answered. */
    synchronized CompletableFuture<Void> open() {
        if (!wanted) {
            wanted = true;
            opened = new CompletableFuture<>();
            listener = Thread.ofVirtual().name("inbox").start(this::listen);
        }
        return opened;
    }

    boolean isWanted() {
        return wanted;
    }

    synchronized void close() throws InterruptedException {
        wanted = false;
        Thread thread = listener;
        if (thread != null) {
            cut();
            thread.interrupt();
            thread.join();
        }
    }

    private void listen() {
        while (wanted) {
            try {
                HttpResponse<InputStream> response = api.open(call());
                line = response.body();
                if (response.statusCode() == 200) {
                    opened.complete(null);
                    read(response.body());
                }
                Thread.sleep(RECONNECT);
            } catch (IOException broken) {
                pause();
            } catch (InterruptedException closing) {
                return;
            } finally {
                cut();
            }
        }
    }

    private Call call() {
        Call call = device.as(Call.get(Service.NOTIFICATION, "/v1/inbox"));
        return lastSeen.isEmpty() ? call : call.with("Last-Event-ID", lastSeen);
    }

    private void read(InputStream stream) throws IOException, InterruptedException {
        var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        String id = "";
        var data = new StringBuilder();
        // Closing it waits for what has arrived; an interrupt leaves the rest for the next line.
        try (var taker = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("taker").factory())) {
            for (String text = lines.readLine(); text != null && wanted; text = lines.readLine()) {
                if (text.startsWith("id:")) {
                    id = text.substring(3).strip();
                } else if (text.startsWith("data:")) {
                    data.append(text.substring(5));
                } else if (text.isEmpty() && !data.isEmpty()) {
                    var arrived = new Arrived(id, data.toString(), System.nanoTime());
                    taker.execute(() -> take(arrived));
                    data.setLength(0);
                }
            }
        }
    }

    /** @param at as {@link System#nanoTime()} has it */
    private record Arrived(String id, String data, long at) {}

    private void take(Arrived arrived) {
        try {
            JsonNode message = Api.JSON.readTree(arrived.data());
            device.receive(
                    message.path("messageId").asText(),
                    message.path("category").asText(),
                    message.path("sealed").asText(),
                    arrived.at());
            lastSeen = arrived.id();
        } catch (IOException e) {
            findings.add("a device could not read what it was shown: " + e.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            findings.add("a device could not take a message: " + e.getMessage());
        }
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cut() {
        InputStream open = line;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyBroken) {
                line = null;
            }
        }
    }
}
