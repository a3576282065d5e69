package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.notification.World.Person;
import io.assent.servers.HttpReceiver;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A device chooses where it is woken, and must not reach through us what it cannot reach itself. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(WakeUpsOn.Guarded.class)
class PushAddressTest {
    @Test
    void anEndpointInsideIsRefused() {
        Person person = World.person();

        for (String inside : new String[] {
            "https://127.0.0.1/",
            "https://localhost/",
            "https://10.0.0.1/",
            "https://169.254.169.254/latest",
            "https://[::1]/"
        }) {
            subscribe(person, inside).statusCode(422).body("reason", equalTo("push_address_not_allowed"));
        }
        for (String noUrl :
                new String[] {"http://push.example.com/", "ftp://push.example.com/", "push", "https://a:b@c.de/"}) {
            subscribe(person, noUrl).statusCode(400).body("reason", equalTo("invalid_field"));
        }
        person.api().body("{}").put(path(person)).then().statusCode(400);
        assertThat(World.query("select count(*) from push_subscription")).isEqualTo("0");
    }

    @Test
    void aNameThatLeadsInsideLaterIsNotConnectedTo() {
        try (HttpReceiver inside = HttpReceiver.start()) {
            Person person = World.person();
            String company = World.company();
            World.accepted(person, company);
            // As it is stored when the name led outside by then.
            World.query("insert into push_subscription (device, person, endpoint) values ('%s', '%s', '%s')"
                    .formatted(person.device(), person.id(), inside.url("/inside")));

            World.sendByRest(company, "1", World.request(person, "utility", person.sealed(company, "x")));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> World.query("select 1 from wake_up where attempts = 1 and next_at < now()"
                                    + " + interval '20 seconds' and device = '" + person.device() + "'")
                            != null);
            assertThat(inside.received()).isEmpty();
            World.query("delete from push_subscription");
        }
    }

    private static ValidatableResponse subscribe(Person person, String endpoint) {
        return person.api()
                .body("{\"endpoint\":\"" + endpoint + "\"}")
                .put(path(person))
                .then();
    }

    private static String path(Person person) {
        return "/v1/devices/" + person.device() + "/push";
    }
}
