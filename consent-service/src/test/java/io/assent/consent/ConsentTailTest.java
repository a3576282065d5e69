package io.assent.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service reads its own topic: what compaction keeps must be the truth. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ConsentTailTest {
    private String company;
    private String person;
    private int partition;
    private byte[] key;

    @BeforeEach
    void givenAWithdrawnContact() {
        company = Api.freshCompany();
        person = Api.freshPerson();
        partition = Log.partition(person);
        key = (person + "|" + company).getBytes(UTF_8);
        Api.accepted(company, person);
        Api.as("person", person)
                .post(Api.contact(company, person) + "/withdraw")
                .then()
                .statusCode(200);
    }

    @Test
    void aForeignRecordIsAnsweredWithTheCurrentStateAndADeadLetter() {
        long forged = Stranger.puts(partition, key, "{\"state\":\"accepted\"}".getBytes(UTF_8));

        assertCurrentStateComesAfter(forged);
        ConsumerRecord<byte[], byte[]> letter =
                Log.of("consent.events.dead", partition).getLast();
        assertThat(Log.data(letter).path("reason").asText()).isEqualTo("foreign_record");
        assertThat(Log.data(letter).path("offset").asLong()).isEqualTo(forged);
        assertThat(new String(letter.value(), UTF_8)).doesNotContain("accepted").doesNotContain(person);
    }

    @Test
    void aTombstoneIsAnsweredWithTheCurrentState() {
        assertCurrentStateComesAfter(Stranger.puts(partition, key, null));
    }

    @Test
    void anOldStateAfterANewerOneIsAnsweredWithTheCurrentState() {
        ConsumerRecord<byte[], byte[]> accepted = Log.of(person, company).get(1);

        long replayed = Stranger.putsAgain(partition, accepted);

        assertCurrentStateComesAfter(replayed);
    }

    @Test
    void theCurrentStateASecondTimeNeedsNoAnswer() {
        ConsumerRecord<byte[], byte[]> withdrawn = Log.of(person, company).getLast();

        long replayed = Stranger.putsAgain(partition, withdrawn);

        assertThat(Log.of(person, company).getLast().offset()).isEqualTo(replayed);
    }

    @Test
    void leaseTermsThatSomebodyOverwroteArePublishedAgain() {
        long forged = Stranger.puts(partition, ("lease|" + partition).getBytes(UTF_8), "{}".getBytes(UTF_8));

        ConsumerRecord<byte[], byte[]> last = Log.of(Log.CONSENT, partition).stream()
                .filter(record -> Log.key(record).equals("lease|" + partition))
                .toList()
                .getLast();
        assertThat(last.offset()).isGreaterThan(forged);
        assertThat(Log.isSigned(last)).isTrue();
        assertThat(Log.data(last).path("leaseMillis").asLong()).isEqualTo(100);
    }

    @Test
    void aCopyInAnotherPartitionSaysNothingAboutThatPartition() {
        ConsumerRecord<byte[], byte[]> withdrawn = Log.of(person, company).getLast();

        for (int elsewhere = 0; elsewhere < Log.PARTITIONS; elsewhere += 5) {
            long _ = Stranger.putsAgain(elsewhere, withdrawn);
        }

        Api.awaitReady();
    }

    @Test
    void poisonStopsNothing() {
        for (byte[] poison : List.of(new byte[] {0, '|', 0}, new byte[] {(byte) 0xff, (byte) 0xfe}, new byte[0])) {
            long _ = Stranger.puts(partition, poison, new byte[] {'{', 0, (byte) 0xff});
        }

        Api.as("person", person)
                .body("{\"purposes\":[\"chat\"]}")
                .post(Api.contact(company, person) + "/accept")
                .then()
                .statusCode(200)
                .body("state", equalTo("accepted"));
        assertCurrentStateComesAfter(Stranger.puts(partition, key, new byte[0]));
        Api.awaitReady();
    }

    private void assertCurrentStateComesAfter(long offset) {
        ConsumerRecord<byte[], byte[]> last = Log.of(person, company).getLast();
        assertThat(last.offset()).isGreaterThan(offset);
        assertThat(Log.isSigned(last)).isTrue();
        assertThat(new String(last.value(), UTF_8))
                .isEqualTo(Database.value(
                        "select entry from consent_state where person = ? and counterpart = ?", person, company));
    }
}
