package io.assent.consent;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class HistoryTest {
    private String company;
    private String person;
    private int shard;

    @BeforeEach
    void givenSomeHistory() {
        company = Api.freshCompany();
        person = Api.freshPerson();
        shard = Log.partition(person);
        Api.accepted(company, person);
        Database.execute("create table kept as select * from history");
        Database.execute("create table kept_key as select * from person_key");
    }

    @AfterEach
    void restore() {
        Database.execute("delete from history");
        Database.execute("insert into history select * from kept");
        Database.execute("delete from person_key");
        Database.execute("insert into person_key select * from kept_key");
        Database.execute("drop table kept, kept_key");
        check().body("intact", equalTo(true));
    }

    @Test
    void theHistoryVerifies() {
        check().body("intact", equalTo(true)).body("entries", greaterThan(1));
    }

    @Test
    void aChangedEntryIsFound() {
        long sequence = lastSequence();
        Database.execute(
                "update history set commitment = sha256(commitment) where shard = ? and sequence = ?", shard, sequence);

        broken(sequence);
    }

    @Test
    void anEntryThatWasCutOffAtTheEndIsFound() {
        long sequence = lastSequence();
        Database.execute("delete from history where shard = ? and sequence = ?", shard, sequence);

        broken(sequence);
    }

    @Test
    void anEntryThatWasTakenOutOfTheMiddleIsFound() {
        long sequence = lastSequence() - 1;
        Database.execute("delete from history where shard = ? and sequence = ?", shard, sequence);

        broken(sequence);
    }

    @Test
    void whatWasErasedVerifiesAndIsCounted() {
        int before = check().extract().path("erased");
        Database.execute("delete from person_key where person = ?", person);
        Database.execute(
                "update history set person = null, counterpart = null, sealed = null where person = ?", person);

        check().body("intact", equalTo(true)).body("erased", equalTo(before + 2));
    }

    @Test
    void onlyAnOperatorMayCheck() {
        Api.as("company", company)
                .get("/v1/history/check")
                .then()
                .statusCode(403)
                .body("reason", equalTo("forbidden"));
    }

    private void broken(long sequence) {
        check().body("intact", equalTo(false))
                .body("breaks.shard", equalTo(java.util.List.of(shard)))
                .body("breaks.sequence", equalTo(java.util.List.of((int) sequence)));
    }

    private long lastSequence() {
        return Long.parseLong(Database.value("select max(sequence) from history where person = ?", person));
    }

    private static ValidatableResponse check() {
        return Api.as("operator", "ops").get("/v1/history/check").then().statusCode(200);
    }
}
