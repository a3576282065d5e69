package io.assent.consent;

import static io.assent.consent.Api.refused;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As it is delivered, the service sends webhooks over TLS and to the public internet alone. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class WebhookAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://10.0.0.1:8443/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://0.0.0.0/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "https://nobody.invalid/",
            })
    void whatIsInsideIsRefusedAtRegistration(String url) {
        refused(WebhookApiTest.register(Api.freshCompany(), url, "[]"), 422, "webhook_address_not_allowed");
    }

    @Test
    void whatHasNoTlsIsRefused() {
        refused(WebhookApiTest.register(Api.freshCompany(), "http://93.184.215.14/", "[]"), 400, "invalid_field");
    }

    @Test
    void whatIsOutsideIsRegistered() {
        WebhookApiTest.register(Api.freshCompany(), "https://93.184.215.14/hook", "[]")
                .statusCode(201);
    }
}
