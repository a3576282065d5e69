package io.assent.base.page;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The cookie of a page's session: no script can read it, no foreign page can send it, and it ends with its token. */
@Singleton
public class SessionCookie {
    public static final String NAME = "assent_session";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private final PageConfig config;
    private final Clock clock;

    public SessionCookie(PageConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    public NewCookie holding(String token, Instant expiry, UriInfo uri) {
        long seconds = Math.max(0, Duration.between(clock.instant(), expiry).toSeconds());
        return cookie(token, (int) Math.min(seconds, Integer.MAX_VALUE), uri);
    }

    public NewCookie ended(UriInfo uri) {
        return cookie("", 0, uri);
    }

    private NewCookie cookie(String value, int maxAge, UriInfo uri) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path(config.area(uri.getPath()).orElseThrow().root())
                .maxAge(maxAge)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure(!isPlainOnThisMachine(uri.getBaseUri()))
                .build();
    }

    /** Only there is a page served without TLS to the browser itself; elsewhere a proxy may end it before us. */
    private static boolean isPlainOnThisMachine(URI base) {
        return "http".equals(base.getScheme()) && THIS_MACHINE.contains(base.getHost());
    }
}
