package io.assent.notification.rest;

import io.assent.base.rest.Problem;
import io.assent.exactlyonce.Rfc3339;
import io.assent.notification.outcome.PageCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parameters of lists, as they stand in a query. What is no such thing is {@code invalid_field}, and is named. */
final class QueryParams {
    private static final int MAX_LIMIT = 500;
    private static final int DEFAULT_LIMIT = 100;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private QueryParams() {}

    /** 1 to 500; 100 when it is absent. */
    static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalidField("limit: 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Rfc3339.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalidField(name + ": an RFC 3339 time");
        }
    }

    static @Nullable PageCursor cursor(@Nullable String text) {
        return text == null
                ? null
                : PageCursor.parse(text)
                        .orElseThrow(() -> Problem.invalidField("cursor: as an earlier page gave it as next"));
    }

    /** A status, a reason or the like. */
    static @Nullable String code(String name, @Nullable String text) {
        if (text != null && !CODE.matcher(text).matches()) {
            throw Problem.invalidField(name + ": a code in snake_case");
        }
        return text;
    }

    static void mustBeOrdered(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.invalidField("from, to: from is before to");
        }
    }
}
