package io.assent.base.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a webhook is sent.
 *
 * @param host a name, or an address as URLs write it
 * @param target path and query
 */
public record WebhookUrl(boolean tls, String host, int port, String target) {
    private static final int MAX_LENGTH = 2_000;

    /** Nothing when it is no http or https URL, or has a user, a password or a fragment. */
    public static Optional<WebhookUrl> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<WebhookUrl> of(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        boolean http = tls || "http".equalsIgnoreCase(uri.getScheme());
        boolean bare = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        if (!http || !bare || uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
            return Optional.empty();
        }
        int port = uri.getPort() < 0 ? tls ? 443 : 80 : uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return Optional.of(new WebhookUrl(tls, uri.getHost(), port, path + query));
    }
}
