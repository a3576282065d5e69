package io.assent.base.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** RFC 9457 problems with a stable {@code reason} and whether the same call may succeed later. */
public final class Problem {
    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad request",
            401, "Unauthenticated",
            403, "Forbidden",
            404, "Not found",
            409, "Conflict",
            413, "Body too large",
            422, "Refused",
            429, "Too many calls",
            503, "Unavailable");

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Problem() {}

    /** The same call will be refused again. */
    public static HttpProblem refused(int status, String reason, String detail) {
        return of(status, reason, detail, false);
    }

    /** The same call will be refused again until then. */
    public static HttpProblem refusedUntil(int status, String reason, String detail, Instant retryAfter) {
        return HttpProblem.builder(refused(status, reason, detail))
                .with("retryAfter", retryAfter.toString())
                .withHeader("Retry-After", HTTP_DATE.format(retryAfter))
                .build();
    }

    /** The same call may succeed later: an outage, or something that is not yet so. */
    public static HttpProblem later(int status, String reason, String detail) {
        return of(status, reason, detail, true);
    }

    /** The same call may succeed after that time. */
    public static HttpProblem laterAfter(int status, String reason, String detail, Duration wait) {
        return HttpProblem.builder(later(status, reason, detail))
                .withHeader("Retry-After", Long.toString(wait.toSeconds()))
                .build();
    }

    public static HttpProblem notFound(String detail) {
        return refused(404, "not_found", detail);
    }

    public static HttpProblem invalidField(String detail) {
        return refused(400, "invalid_field", detail);
    }

    public static HttpProblem unavailable(String detail) {
        return later(503, "unavailable", detail);
    }

    private static HttpProblem of(int status, String reason, String detail, boolean retriable) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(TITLES.getOrDefault(status, "Refused"))
                .withDetail(detail)
                .with("reason", reason)
                .with("retriable", retriable)
                .build();
    }
}
