package io.assent.notification;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Receivers of webhooks may be on this machine, and are given little time. */
public class OpenReceivers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "assent.webhook.allow-insecure", "true",
                "assent.webhook.allow-private-addresses", "true",
                "assent.webhook.timeout", "2s");
    }
}
