package io.assent.notification;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(RateLimitTest.Few.class)
class RateLimitTest {
    /** A bucket that holds three calls, and gets the next after an hour. */
    public static class Few implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "assent.notification.rate-limit.period",
                    "3h",
                    "assent.notification.rate-limit.calls",
                    "3",
                    "assent.notification.rate-limit.burst",
                    "3");
        }
    }

    @Test
    void aBurstBeyondTheLimitIsToldWhenToComeBackAndHindersNobodyElse() {
        for (int i = 0; i < 3; i++) {
            call("greedy")
                    .statusCode(400)
                    .header("RateLimit-Policy", "\"company\";q=3;w=10800")
                    .header("RateLimit", matchesPattern("\"company\";r=[0-2];t=\\d+"));
        }

        call("greedy")
                .statusCode(429)
                .header("Retry-After", matchesPattern("3[56]\\d\\d"))
                .body("reason", equalTo("rate_limited"))
                .body("retriable", equalTo(true));
        call("modest").statusCode(400).body("reason", equalTo("idempotency_key_missing"));
    }

    private static io.restassured.response.ValidatableResponse call(String company) {
        return World.as("company", company).body("{}").post("/v1/notifications").then();
    }
}
