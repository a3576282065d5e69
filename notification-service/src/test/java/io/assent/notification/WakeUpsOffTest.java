package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class WakeUpsOffTest {
    @Test
    void withoutAKeyNobodyIsSubscribedAndItSaysSo() {
        Person person = World.person();

        person.api().get("/v1/push/key").then().statusCode(503).body("reason", equalTo("wake_ups_off"));
        person.api()
                .body("{\"endpoint\":\"https://push.example.com/1\"}")
                .put("/v1/devices/" + person.device() + "/push")
                .then()
                .statusCode(503)
                .body("reason", equalTo("wake_ups_off"));
        assertThat(World.query("select count(*) from push_subscription where device = '" + person.device() + "'"))
                .isEqualTo("0");
    }
}
