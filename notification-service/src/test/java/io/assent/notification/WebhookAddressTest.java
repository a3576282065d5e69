package io.assent.notification;

import static org.hamcrest.Matchers.equalTo;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As it is delivered, the service sends webhooks over TLS and to the public internet alone. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class WebhookAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/"})
    void whatIsInsideIsRefusedAtRegistration(String url) {
        Hook.register(World.company(), url).statusCode(422).body("reason", equalTo("webhook_address_not_allowed"));
    }
}
