package io.assent.notification;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Devices are woken, and push services may be on this machine. */
public class WakeUpsOn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "assent.notification.vapid-key", Sealing.key("vapid").toJSONString(),
                "assent.notification.vapid-subject", "mailto:operator@example.com",
                "assent.webhook.allow-insecure", "true",
                "assent.webhook.allow-private-addresses", "true",
                "assent.webhook.timeout", "2s");
    }

    /** As in production: push services are on the public internet, and have TLS. */
    public static class Guarded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "assent.notification.vapid-key",
                    Sealing.key("vapid").toJSONString(),
                    "assent.notification.vapid-subject",
                    "https://example.com/contact");
        }
    }
}
