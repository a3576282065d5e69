package io.assent.bench.devices;

import io.assent.bench.frame.HttpLoad;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** One device: it listens, says what it has received, and goes to the other instance when its own is gone. */
final class Device {
    /** What comes meanwhile is acknowledged in one call. */
    static final Duration GATHERING = Duration.ofSeconds(2);

    private static final int MOST_RECEIPTS = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Not all devices of a lost instance come back in the same moment. */
    private static final long LONGEST_WAY_BACK_MILLIS = 2_000;

    private static final String ID = "id:";
    private static final String DATA = "data:";
    private static final String MESSAGE_ID = "\"messageId\":\"";

    private final Fleet fleet;
    private final String token;
    private final List<String> unacknowledged = new ArrayList<>();
    private boolean reports;
    private volatile int port;
    private volatile String lastEventId = "";

    Device(Fleet fleet, String token, int port) {
        this.fleet = fleet;
        this.token = token;
        this.port = port;
    }

    Future<Void> listen() {
        Map<String, String> headers = lastEventId.isEmpty() ? Map.of() : Map.of("Last-Event-ID", lastEventId);
        return fleet.streams()
                .listen(HttpLoad.Ask.get(port, "/v1/inbox", token), headers, this::line, this::goElsewhere);
    }

    private void goElsewhere() {
        port = fleet.otherThan(port);
        long way = ThreadLocalRandom.current().nextLong(LONGEST_WAY_BACK_MILLIS);
        fleet.later(
                Duration.ofMillis(way),
                () -> listen().onFailure(_ -> {
                    fleet.countAskedAgain();
                    goElsewhere();
                }));
    }

    private void line(Buffer line) {
        String text = line.toString();
        if (text.startsWith(ID)) {
            lastEventId = text.substring(ID.length()).strip();
        } else if (text.startsWith(DATA)) {
            int from = text.indexOf(MESSAGE_ID) + MESSAGE_ID.length();
            String messageId = text.substring(from, text.indexOf('"', from));
            if (fleet.arrivals().received(messageId)) {
                keep(messageId);
            }
        }
    }

    private synchronized void keep(String messageId) {
        unacknowledged.add(messageId);
        if (!reports) {
            reports = true;
            fleet.later(GATHERING, this::report);
        }
    }

    private void report() {
        List<String> messageIds = some();
        String json = messageIds.stream()
                .map(id -> "{\"messageId\":\"" + id + "\",\"status\":\"delivered\"}")
                .collect(Collectors.joining(",", "{\"receipts\":[", "]}"));
        fleet.receipts()
                .send(HttpLoad.Ask.post(port, "/v1/receipts", token, json, 200), Map.of())
                .onSuccess(answer -> reported(messageIds, answer.toString()))
                .onFailure(_ -> {
                    fleet.countAskedAgain();
                    fleet.later(PAUSE, this::report);
                });
    }

    private synchronized List<String> some() {
        return List.copyOf(unacknowledged.subList(0, Math.min(MOST_RECEIPTS, unacknowledged.size())));
    }

    private void reported(List<String> messageIds, String answer) {
        if (answer.contains("unknown_message") || answer.contains("too_late")) {
            fleet.arrivals().fail("a receipt was not taken: " + answer);
        }
        fleet.arrivals().acknowledged(messageIds);
        synchronized (this) {
            unacknowledged.subList(0, messageIds.size()).clear();
            reports = !unacknowledged.isEmpty();
            if (reports) {
                fleet.later(GATHERING, this::report);
            }
        }
    }
}
