package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.local.day.DayLine;
import io.assent.local.stack.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** People appear, and their devices come and go. */
final class DeviceLines {
    private final Cast cast;
    private final boolean awaitOutcomes;

    DeviceLines(Cast cast, boolean awaitOutcomes) {
        this.cast = cast;
        this.awaitOutcomes = awaitOutcomes;
    }

    Outcome change(DayLine line) throws InterruptedException {
        JsonNode person = line.data();
        byte[] data = person.toString().getBytes(StandardCharsets.UTF_8);
        var written = cast.publisher.publish("people.events", line.text("user"), line, line.type(), data);
        String token = cast.offsets.saw(written);
        // The next line of this person may be a choice that their age decides on.
        cast.api.awaitFresh(Service.CONSENT, token);
        cast.api.awaitFresh(Service.NOTIFICATION, token);
        cast.api.awaitFresh(Service.AD, token);
        Device device = cast.device(line.text("user"));
        device.live(line.time());
        device.register();
        return Outcome.TAKEN;
    }

    /** The inbox is open, and what waited for this device has ended or reached it. */
    Outcome connect(DayLine line) throws InterruptedException {
        Device device = cast.device(line.text("user"));
        device.live(line.time());
        try {
            device.inbox().open().get(Waiting.SECONDS, TimeUnit.SECONDS);
            for (Map.Entry<String, Instant> message : device.waiting().entrySet()) {
                if (awaitOutcomes && line.time().isBefore(message.getValue())) {
                    cast.log.message(message.getKey()).terminal().get(Waiting.SECONDS, TimeUnit.SECONDS);
                }
            }
            device.waiting().clear();
        } catch (TimeoutException | ExecutionException e) {
            cast.findings.add(line.label() + ": the inbox of " + line.text("user") + " did not get what waits");
        }
        return Outcome.TAKEN;
    }

    Outcome disconnect(DayLine line) throws InterruptedException {
        Device device = cast.device(line.text("user"));
        device.live(line.time());
        device.inbox().close();
        return Outcome.TAKEN;
    }
}
