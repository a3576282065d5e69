package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** The order of the log is the order of the decisions, without a gap, whatever happens meanwhile. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ConsentLogTest {
    private static final int CLIENTS = 32;

    @Test
    void versionsOfAShardAreGaplessAndInOrderUnderConcurrentCommands() throws Exception {
        String company = Api.freshCompany();

        play(170, () -> acceptAndWithdraw(company));

        assertVersionsAreGapless();
    }

    @Test
    void commandsSurviveTheLossOfEveryDatabaseConnection() throws Exception {
        String company = Api.freshCompany();
        Callable<Void> cut = () -> {
            Database.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = ?", "service");
            return null;
        };
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            work.add(i % 30 == 20 ? cut : () -> acceptAndWithdraw(company));
        }

        play(work);

        assertVersionsAreGapless();
    }

    @Test
    void oneKeySentManyTimesAtOnceIsOneChangeAndOneAnswer() throws Exception {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);
        List<String> answers = java.util.Collections.synchronizedList(new ArrayList<>());

        play(CLIENTS, () -> {
            answers.add(Api.as("person", person)
                    .header("Idempotency-Key", "once")
                    .post(Api.contact(company, person) + "/withdraw")
                    .asString());
            return null;
        });

        assertThat(answers).hasSize(CLIENTS);
        assertThat(answers.stream().distinct()).singleElement().asString().contains("withdrawn");
        assertThat(Log.of(person, company)).hasSize(3);
    }

    private static Void acceptAndWithdraw(String company) {
        String person = Api.freshPerson();
        Api.accepted(company, person);
        Api.as("person", person)
                .post(Api.contact(company, person) + "/withdraw")
                .then()
                .statusCode(200)
                .body("state", Matchers.equalTo("withdrawn"));
        return null;
    }

    private static void play(int times, Callable<Void> work) throws Exception {
        play(IntStream.range(0, times).mapToObj(_ -> work).toList());
    }

    private static void play(List<Callable<Void>> work) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Void> done : clients.invokeAll(work)) {
                done.get();
            }
        }
    }

    /** A state that was put there again carries an old version; every new one is the next. */
    private static void assertVersionsAreGapless() {
        long[] highest = new long[Log.PARTITIONS];
        for (ConsumerRecord<byte[], byte[]> record : Log.of(Log.CONSENT)) {
            int shard = record.partition();
            if (Log.isSigned(record)
                    && Log.data(record).has("user")
                    && Log.partition(Log.data(record).path("user").asText()) == shard) {
                long version = Log.data(record).path("version").asLong();
                assertThat(version).isLessThanOrEqualTo(highest[shard] + 1);
                highest[shard] = Math.max(highest[shard], version);
            }
        }
        for (int shard = 0; shard < Log.PARTITIONS; shard++) {
            assertThat(Database.value("select sequence from shard where shard = ?", shard))
                    .isEqualTo(Long.toString(highest[shard]));
        }
    }
}
