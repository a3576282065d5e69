package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A failure is logged without the person whom it befell. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class LogPrivacyTest {
    private Person person;
    private String company;

    @BeforeEach
    void aTableThatTakesNothing() {
        person = World.person();
        company = World.company();
        World.accepted(person, company);
        World.query("create function refuse() returns trigger language plpgsql as $$ begin" + " if new.company = '"
                + company + "' then raise exception 'it is broken'; end if; return new; end $$");
        World.query("create trigger refuse before insert on chat_window for each row execute function refuse()");
    }

    @AfterEach
    void itIsWholeAgain() {
        World.query("drop trigger refuse on chat_window");
        World.query("drop function refuse()");
    }

    @Test
    void whatTheDatabaseRefusesIsLoggedWithoutItsValues() {
        var key = Sealing.key("k-" + company);
        World.as("company", company)
                .body(key.toPublicJWK().toJSONString())
                .put("/v1/companies/" + company + "/key")
                .then()
                .statusCode(200);
        String sealed = Sealing.seal(key, company, person.id(), "Where is it?");
        try (LogLines log = new LogLines()) {
            person.api()
                    .header("Idempotency-Key", "c-1")
                    .body("{\"company\":\"%s\",\"sealed\":\"%s\"}".formatted(company, sealed))
                    .post("/v1/chats")
                    .then()
                    .statusCode(500);

            assertThat(log.text()).contains("it is broken").doesNotContain(person.id(), sealed);
        }
    }
}
