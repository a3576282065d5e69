package io.assent.notification.client;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the service answered, or somebody on the way.
 *
 * @param received when
 */
record Answer(int status, Map<String, Object> body, Optional<Instant> retryAfter, Instant received) {
    /** Busy, or not there for now; the last but one are those of proxies. */
    private static final Set<Integer> LATER = Set.of(429, 503, 502, 504);

    static Answer of(HttpResponse<String> response, Instant received) {
        Map<String, Object> body = json(response.body());
        Optional<Instant> said = text(body, "retryAfter").flatMap(text -> parsed(text, Instant::parse));
        Optional<Instant> wait = response.headers().firstValue("Retry-After").flatMap(text -> moment(text, received));
        return new Answer(response.statusCode(), body, said.or(() -> wait), received);
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    Refused refused() {
        return new Refused(
                status,
                text("reason").orElse("status_" + status),
                retriable(),
                retryAfter,
                text("detail").orElse(""));
    }

    /** Whether the same call may be made again before patience ends. */
    boolean isToBeRepeated(Duration patience) {
        return !ok()
                && retriable()
                && !refused().asksForOtherKeys()
                && retryAfter.map(received.plus(patience)::isAfter).orElse(true);
    }

    /** How long to wait, where that was said. */
    Optional<Duration> pause() {
        return retryAfter.map(moment -> Duration.between(received, moment)).filter(Duration::isPositive);
    }

    /** Of a message's life. A state that is unknown here is no end: the service may have learned it since. */
    Outcome outcome() {
        String status = text("status").orElse("");
        return switch (status) {
            case "delivered", "read" ->
                new Outcome.Delivered(instant(body, "deliveredAt").orElseThrow(), instant(body, "readAt"));
            case "suppressed" -> new Outcome.Suppressed(text("reason").orElse(""));
            case "expired" -> new Outcome.Expired();
            default -> new Outcome.Open(status);
        };
    }

    Optional<String> text(String name) {
        return text(body, name);
    }

    /** The objects of an array; none when there is no such array. */
    List<Map<String, Object>> objects(String name) throws ParseException {
        Map<String, Object>[] objects = JSONObjectUtils.getJSONObjectArray(body, name);
        return objects == null ? List.of() : List.of(objects);
    }

    static Optional<String> text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    static Optional<Instant> instant(Map<String, Object> object, String name) {
        return text(object, name).flatMap(text -> parsed(text, Instant::parse));
    }

    private boolean retriable() {
        return LATER.contains(status) || Boolean.TRUE.equals(body.get("retriable"));
    }

    private static Map<String, Object> json(String body) {
        try {
            return JSONObjectUtils.parse(body);
        } catch (ParseException notOurs) {
            return Map.of(); // a proxy's page says nothing that we could read
        }
    }

    /** Seconds, or a date (RFC 9110). */
    private static Optional<Instant> moment(String header, Instant received) {
        String value = header.strip();
        return value.matches("\\d{1,9}")
                ? Optional.of(received.plusSeconds(Long.parseLong(value)))
                : parsed(
                        value,
                        text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
    }

    private interface Reading {
        Instant read(String text);
    }

    private static Optional<Instant> parsed(String text, Reading reading) {
        try {
            return Optional.of(reading.read(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
