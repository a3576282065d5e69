package io.assent.base.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An event for the endpoints of a company.
 *
 * @param eventId the same event has the same
 * @param person whom it is about: order is kept for each, and an erasure finds it; null when it is about nobody
 * @param body JSON, sent as it is
 * @param recordedAt when it was stored; endpoints that came later are not told
 */
public record WebhookMessage(
        String eventId, String company, @Nullable String person, String type, String body, Instant recordedAt) {
    private static final int ID_BYTES = 18;

    /** The {@code webhook-id} at this endpoint: made of event and endpoint, so that it is the same however often it is made. */
    public String idAt(String endpoint) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((endpoint + "|" + eventId).getBytes(StandardCharsets.UTF_8));
            return "msg_" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
