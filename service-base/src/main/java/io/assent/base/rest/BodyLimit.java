package io.assent.base.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers an announced body of more than 64 KB with a problem; the server itself would just close the connection. */
@ApplicationScoped
public class BodyLimit {
    private static final long MAX_BYTES = 64 * 1024;
    private static final String PROBLEM = """
            {"status":413,"title":"Body too large","detail":"a body has at most 65536 bytes","reason":"body_too_large","retriable":false}""";

    void register(@Observes Filters filters) {
        filters.register(BodyLimit::check, 1_000);
    }

    private static void check(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > MAX_BYTES) {
            context.response()
                    .setStatusCode(413)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(PROBLEM);
        } else {
            context.next();
        }
    }
}
