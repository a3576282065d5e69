package io.assent.consent;

import static org.hamcrest.Matchers.equalTo;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A failover to a database that lacks what Kafka has would give out versions a second time. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class LostCommitsTest {
    private static final String TAIL = "select coalesce(max(version), 0) from shard_tail where shard = ?";

    @Test
    void aShardThatIsBehindTheLogIsRefusedAndTheServiceIsNotReady() {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);
        int shard = Log.partition(person);
        String head = Database.value("select sequence from shard where shard = ?", shard);
        Awaitility.await().until(() -> Database.value(TAIL, shard).equals(head));

        Database.execute("update shard set sequence = sequence - 1 where shard = ?", shard);
        try {
            Api.as("person", person)
                    .post(Api.contact(company, person) + "/withdraw")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("reason", equalTo("sequence_behind_log"))
                    .body("retriable", equalTo(true));
            Api.health().then().statusCode(503);
        } finally {
            Database.execute("update shard set sequence = sequence + 1 where shard = ?", shard);
        }

        Api.awaitReady();
        Api.as("person", person)
                .post(Api.contact(company, person) + "/withdraw")
                .then()
                .statusCode(200);
    }
}
