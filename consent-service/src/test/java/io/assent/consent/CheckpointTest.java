package io.assent.consent;

import static io.assent.consent.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.base.EventTime;
import io.assent.consent.history.HistoryLeaf;
import io.assent.consent.store.CheckpointKeys;
import io.assent.consent.store.Checkpointer;
import io.assent.consent.store.ConsentMetrics;
import io.assent.proof.Checkpoint;
import io.assent.proof.Hash;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class CheckpointTest {
    @Inject
    Checkpointer checkpointer;

    @Inject
    io.assent.exactlyonce.Database database;

    @Inject
    CheckpointKeys keys;

    @Inject
    EventTime time;

    @Inject
    ConsentMetrics metrics;

    @Inject
    ConsentConfig config;

    private String company;
    private String person;
    private int shard;

    @BeforeEach
    void givenAConsent() {
        company = Api.freshCompany();
        person = Api.freshPerson();
        shard = Log.partition(person);
        Api.accepted(company, person);
    }

    @Test
    void everyEntryIsProvedToBeInTheHistoryAtOnce() {
        long head = Histories.head(shard);
        for (long sequence = 1; sequence <= head; sequence++) {
            JsonNode file = Proofs.get("/v1/checkpoints/" + shard + "/inclusion/" + sequence);
            Checkpoint checkpoint = Proofs.checkpoint(file.path("checkpoint").asText());
            byte[] commitment = Hash.ofHex(file.path("commitment").asText()).bytes();

            assertThat(Proofs.inclusion(file).leafIndex()).isEqualTo(sequence - 1);
            assertThat(Proofs.inclusion(file).treeSize()).isEqualTo(checkpoint.treeSize());
            assertThat(Proofs.inclusion(file).verify(HistoryLeaf.of(sequence, commitment), checkpoint.rootHash()))
                    .isTrue();
            assertThat(checkpoint.log()).isEqualTo("assent");
        }
        assertThat(Proofs.get("/v1/checkpoints").toString())
                .contains(Proofs.get("/v1/checkpoints/" + shard + "/" + head)
                        .path("checkpoint")
                        .asText());
    }

    @Test
    void theHistoryOfOneGroupIsTheBeginningOfThatOfTheNext() {
        long earlier = Histories.signedHead(shard);
        Histories.change(company, person, 2);
        long later = Histories.signedHead(shard);

        assertThat(later).isEqualTo(earlier + 2);
        assertThat(Proofs.isConsistent(shard, earlier, later)).isTrue();
        assertThat(Proofs.isConsistent(shard, later, later)).isTrue();
    }

    @Test
    void aCheckpointerThatWasStartedAnewGoesOnWhereTheLastOneStopped() {
        long first = Histories.signedHead(shard);
        Histories.change(company, person, 260);
        Checkpoint before = newCheckpointer().sign(shard).orElseThrow().checkpoint();
        Histories.change(company, person, 3);
        Checkpoint after = newCheckpointer().sign(shard).orElseThrow().checkpoint();

        assertThat(Proofs.isConsistent(shard, first, before.treeSize())).isTrue();
        assertThat(Proofs.isConsistent(shard, before.treeSize(), after.treeSize()))
                .isTrue();
        assertThat(Database.value("select count(*) from history_subtree where shard = ?", shard))
                .isNotEqualTo("0");
        // Subtrees are a shortcut: without them the same is computed from the entries.
        Database.execute("delete from history_subtree where shard = ?", shard);
        assertThat(Proofs.isConsistent(shard, first, after.treeSize())).isTrue();
    }

    @Test
    void twoCheckpointersThatRunTogetherContradictNeitherEachOtherNorThemselves() throws Exception {
        long before = Histories.signedHead(shard);
        CountDownLatch changed = new CountDownLatch(1);
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (Checkpointer each : List.of(newCheckpointer(), newCheckpointer())) {
            workers.add(() -> {
                boolean signed = true;
                while (changed.getCount() > 0) {
                    signed &= each.sign(shard).isPresent();
                }
                return signed;
            });
        }
        workers.add(() -> {
            try {
                Histories.change(company, person, 60);
                return true;
            } finally {
                changed.countDown();
            }
        });
        try (ExecutorService together = Executors.newFixedThreadPool(workers.size())) {
            for (Future<Boolean> worker : together.invokeAll(workers)) {
                assertThat(worker.get()).isTrue();
            }
        }
        assertThat(Histories.signedHead(shard)).isEqualTo(before + 60);

        List<Long> sizes = Histories.signedSizes(shard);
        assertThat(sizes).hasSizeGreaterThan(1);
        for (int i = 1; i < sizes.size(); i++) {
            assertThat(Proofs.isConsistent(shard, sizes.get(i - 1), sizes.get(i)))
                    .isTrue();
        }
    }

    @Test
    void whatGrewIsSignedWithoutBeingAskedFor() {
        long head = Histories.head(shard);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Histories.signedSizes(shard).contains(head));
    }

    @Test
    void whatTheLogDoesNotShowYetIsNotSigned() throws Exception {
        long size = Histories.signedHead(shard);
        try (Connection tail = ServersTestResource.servers().superuser(ServersTestResource.database());
                var lock = tail.createStatement()) {
            tail.setAutoCommit(false);
            lock.execute("select version from shard_tail where shard = " + shard + " for update");
            Histories.change(company, person, 1);

            assertThat(checkpointer.sign(shard).orElseThrow().checkpoint().treeSize())
                    .isEqualTo(size);
        }

        Histories.awaitTail(shard);
        assertThat(checkpointer.sign(shard).orElseThrow().checkpoint().treeSize())
                .isEqualTo(size + 1);
    }

    @Test
    void nothingIsSignedThatContradictsWhatWasSigned() {
        long size = Histories.signedHead(shard);
        Histories.keep();
        try {
            Histories.tamper("commitment = sha256(commitment)", shard, size);
            Histories.change(company, person, 1);
            unprovable("history_rewritten");
            refused(
                    RestAssured.get("/v1/checkpoints/" + shard + "/inclusion/" + size + "?treeSize=" + size)
                            .then(),
                    500,
                    "history_rewritten");
        } finally {
            Histories.restore();
        }

        assertThat(checkpointer.sign(shard).orElseThrow().checkpoint().treeSize())
                .isEqualTo(size + 1);
    }

    @Test
    void aHistoryThatWasWrittenAnewWithItsWholeChainIsNotSigned() {
        long size = Histories.signedHead(shard);
        Histories.keep();
        try {
            Histories.rewriteChain(shard, size);
            Histories.change(company, person, 1);
            unprovable("chain_broken");
        } finally {
            Histories.restore();
        }
        Histories.rewriteHead(shard);
    }

    @Test
    void aHistoryThatMissesAnEntryIsNotSigned() {
        long size = Histories.signedHead(shard);
        Histories.keep();
        try {
            Database.execute("delete from history where shard = ? and sequence = ?", shard, size - 1);
            Histories.change(company, person, 1);
            unprovable("entry_missing");
        } finally {
            Histories.restore();
        }
        assertThat(checkpointer.sign(shard)).isPresent();
    }

    @Test
    void aCheckpointThatWasPutThereByAnotherIsNotBuiltUpon() {
        Histories.signedHead(shard);
        Database.execute("create table kept_checkpoint as select * from checkpoint");
        try {
            Database.execute("update checkpoint set jws = replace(jws, '.', '.x') where shard = ?", shard);
            Histories.change(company, person, 1);
            unprovable("checkpoint_forged");
            Api.as("operator", "ops")
                    .get("/v1/history/check")
                    .then()
                    .body("breaks.find { it.shard == %d }.fault".formatted(shard), equalTo("checkpoint_mismatch"));
        } finally {
            Database.execute("update checkpoint set jws = kept_checkpoint.jws from kept_checkpoint"
                    + " where kept_checkpoint.shard = checkpoint.shard"
                    + " and kept_checkpoint.tree_size = checkpoint.tree_size");
            Database.execute("drop table kept_checkpoint");
        }
        assertThat(checkpointer.sign(shard)).isPresent();
    }

    @Test
    void whatDoesNotExistIsRefusedByName() {
        long head = Histories.signedHead(shard);
        String path = "/v1/checkpoints/" + shard;

        refused(RestAssured.get(path + "/" + (head + 100)).then(), 404, "no_checkpoint");
        refused(RestAssured.get(path + "/inclusion/" + (head + 100)).then(), 404, "no_entry");
        refused(RestAssured.get(path + "/inclusion/1?treeSize=" + (head + 100)).then(), 404, "no_checkpoint");
        refused(
                RestAssured.get(path + "/inclusion/" + (head + 1) + "?treeSize=" + head)
                        .then(),
                400,
                "not_covered");
        refused(RestAssured.get(path + "/inclusion/0").then(), 400, "invalid_field");
        refused(RestAssured.get(path + "/consistency?from=" + head + "&to=1").then(), 400, "invalid_field");
        refused(RestAssured.get(path + "/consistency?from=" + head).then(), 400, "invalid_field");
        refused(
                RestAssured.get(path + "/consistency?from=" + head + "&to=" + (head + 100))
                        .then(),
                404,
                "no_checkpoint");
        refused(RestAssured.get("/v1/checkpoints/24/1").then(), 400, "invalid_field");
    }

    private Checkpointer newCheckpointer() {
        return new Checkpointer(database, keys, time, metrics, config);
    }

    private void unprovable(String reason) {
        Histories.awaitTail(shard);
        assertThatThrownBy(() -> checkpointer.sign(shard)).hasFieldOrPropertyWithValue("reason", reason);
    }
}
