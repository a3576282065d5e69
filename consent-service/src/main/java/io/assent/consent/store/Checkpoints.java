package io.assent.consent.store;

import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.Database;
import io.assent.proof.Checkpoint;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Checkpoints that were signed, and one for who needs it now. */
@Singleton
public class Checkpoints {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Database database;
    private final Checkpointer checkpointer;
    private final CheckpointKeys keys;
    private final Duration patience;

    public Checkpoints(Database database, Checkpointer checkpointer, CheckpointKeys keys, ConsentConfig config) {
        this.database = database;
        this.checkpointer = checkpointer;
        this.keys = keys;
        this.patience = config.publishTimeout();
    }

    /** The last one of each shard that has any, as JWS. */
    public List<String> latest() {
        return database.transact(CheckpointRows::latest).stream()
                .map(CheckpointRows.Row::jws)
                .toList();
    }

    public Optional<SignedCheckpoint> ofSize(int shard, long size) {
        return database.transact(connection -> CheckpointRows.ofSize(connection, shard, size))
                .map(keys::read);
    }

    /**
     * One that covers this entry: the last one, or a new one.
     *
     * @return none when there is no such entry
     * @throws TimeoutException when the entry is not known to be in Kafka yet
     */
    public Optional<SignedCheckpoint> covering(int shard, long sequence) throws TimeoutException, InterruptedException {
        Optional<SignedCheckpoint> last = database.transact(connection -> CheckpointRows.latest(connection, shard))
                .map(keys::read);
        if (covers(last, sequence)) {
            return last;
        }
        if (database.transact(connection -> ShardRows.sequence(connection, shard)) < sequence) {
            return Optional.empty();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<SignedCheckpoint> made = checkpointer.sign(shard);
            if (covers(made, sequence)) {
                return made;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the log does not show this entry yet");
            }
            Thread.sleep(PAUSE);
        }
    }

    private static boolean covers(Optional<SignedCheckpoint> signed, long sequence) {
        return signed.map(SignedCheckpoint::checkpoint)
                .map(Checkpoint::treeSize)
                .filter(size -> size >= sequence)
                .isPresent();
    }
}
