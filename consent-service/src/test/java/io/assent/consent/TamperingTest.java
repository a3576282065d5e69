package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hundred changes behind the service's back, of every kind, each named by the first entry that is not as it was. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class TamperingTest {
    private static final int TAMPERINGS = 100;
    private static final long SEED = 20260302;

    private final Random random = new Random(SEED);
    private final List<Tampering.Place> places = new ArrayList<>();

    @BeforeEach
    void givenSomeHistory() {
        String company = Api.freshCompany();
        String other = Api.freshCompany();
        for (int i = 0; i < 12; i++) {
            String person = Api.freshPerson();
            Api.accepted(company, person);
            Api.accepted(other, person);
            Api.as("person", person).post(Api.contact(company, person) + "/block");
            Api.as("person", person).post(Api.contact(other, person) + "/withdraw");
            places.addAll(Tampering.places(person));
        }
        Database.execute("create table kept as select * from history");
    }

    @AfterEach
    void drop() {
        Database.execute("drop table kept");
    }

    @Test
    void eachIsNamedByItsFirstBadSequence() {
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < TAMPERINGS; i++) {
            Tampering.Kind kind = Tampering.Kind.values()[i % Tampering.Kind.values().length];
            Tampering.Place place = places.get(random.nextInt(places.size()));
            Map<Integer, Long> expected = Tampering.apply(kind, place, random);
            Map<Integer, Long> found = breaks();
            if (!found.equals(expected)) {
                missed.add(kind + " at " + place + ": " + found + " instead of " + expected);
            }
            restore();
        }

        assertThat(missed).isEmpty();
        check().body("intact", equalTo(true));
    }

    private static void restore() {
        Database.execute("delete from history");
        Database.execute("insert into history select * from kept");
    }

    private static Map<Integer, Long> breaks() {
        Map<Integer, Long> found = new TreeMap<>();
        List<Map<String, Object>> breaks = check().extract().path("breaks");
        breaks.forEach(each -> found.put((Integer) each.get("shard"), ((Number) each.get("sequence")).longValue()));
        return found;
    }

    private static ValidatableResponse check() {
        return Api.as("operator", "ops").get("/v1/history/check").then().statusCode(200);
    }
}
