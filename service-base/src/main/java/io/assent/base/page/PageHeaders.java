package io.assent.base.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What browsers are told about pages: run only what we serve, show it in no frame, keep no copy, tell nobody. */
@ApplicationScoped
public class PageHeaders {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final PageConfig config;

    public PageHeaders(PageConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, 2_000);
    }

    private void add(RoutingContext context) {
        if (config.covers(context.normalizedPath())) {
            MultiMap headers = context.response().headers();
            headers.set("Content-Security-Policy", POLICY);
            headers.set("Cache-Control", "no-store");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Vary", "Accept-Language, Cookie, HX-Request");
        }
        context.next();
    }
}
