package io.assent.local.player;

import io.assent.local.day.DayLine;
import io.assent.local.stack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Tells a stack that lives by event time how far the day has come: no line that is still to play is older. */
final class Watermark {
    private final Api api;
    private final TreeMap<Instant, Integer> unfinished = new TreeMap<>();
    private Instant told = Instant.MIN;

    Watermark(Api api, List<DayLine> lines) {
        this.api = api;
        lines.forEach(line -> unfinished.merge(line.time(), 1, Integer::sum));
    }

    synchronized void finished(DayLine line) {
        unfinished.computeIfPresent(line.time(), (time, count) -> count == 1 ? null : count - 1);
    }

    private synchronized Instant reached() {
        return unfinished.isEmpty() ? told : unfinished.firstKey();
    }

    /** Runs until it is interrupted. */
    void keepTelling(Duration interval) {
        try {
            while (true) {
                tell(reached());
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void tell(Instant watermark) throws InterruptedException {
        if (watermark.isAfter(told)) {
            var body = Api.JSON.createObjectNode().put("watermark", watermark.toString());
            api.call(Call.put(Service.NOTIFICATION, "/v1/time", body).as("operator", "operations"));
            told = watermark;
        }
    }
}
