package io.assent.notification.client;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message that only the person's devices can open. Sealing is random, and a key names one body: who may die between two tries
 * keeps this, and sends the same again.
 *
 * @param bodies compact JWEs, one for each device
 */
public record SealedNotification(Notification message, List<String> bodies) implements SealResult {
    public SealedNotification {
        bodies = List.copyOf(bodies);
    }

    /** As the service takes it by REST, and as the data of an event {@code io.assent.notification.NotificationRequested}. */
    public String json() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("user", message.user());
        request.put("category", message.category().code());
        request.put("sealed", bodies);
        message.timing().ttl().ifPresent(ttl -> request.put("ttlSeconds", ttl.toSeconds()));
        message.timing().sendAt().ifPresent(time -> request.put("sendAt", time.toString()));
        if (message.timing().respectsQuietHours()) {
            request.put("respectQuietHours", true);
        }
        message.template()
                .ifPresent(template ->
                        request.put("template", Map.of("id", template.id(), "language", template.language())));
        return JSONObjectUtils.toJSONString(request);
    }
}
