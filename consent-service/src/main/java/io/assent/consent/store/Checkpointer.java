package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.ConsentConfig;
import io.assent.consent.history.CheckpointDecision;
import io.assent.consent.history.CheckpointGuard;
import io.assent.consent.history.HistoryChain;
import io.assent.exactlyonce.Database;
import io.assent.proof.Checkpoint;
import io.assent.proof.Hash;
import io.assent.proof.MerkleTree;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Signs checkpoints, apart from the commands: every few seconds of what grew, and at once for who asks. */
@Singleton
public class Checkpointer {
    private static final Logger LOG = Logger.getLogger(Checkpointer.class);

    private final Database database;
    private final CheckpointKeys keys;
    private final EventTime time;
    private final ConsentMetrics metrics;
    private final String log;

    public Checkpointer(
            Database database, CheckpointKeys keys, EventTime time, ConsentMetrics metrics, ConsentConfig config) {
        this.database = database;
        this.keys = keys;
        this.time = time;
        this.metrics = metrics;
        this.log = config.logName();
    }

    @Scheduled(
            every = "${assent.consent.checkpoint-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void signWhatGrew() {
        for (int shard : database.transact(CheckpointRows::changed)) {
            try {
                sign(shard);
            } catch (UnprovableException refused) {
                // Counted and logged where it was found; the other shards go on.
            }
        }
    }

    /**
     * Signs for the entries that the shard has now, unless that was done.
     *
     * @return none when the shard has no entry
     * @throws UnprovableException when the history is not the one that was signed for
     */
    public Optional<SignedCheckpoint> sign(int shard) {
        try {
            State state = database.transact(connection -> state(connection, shard));
            if (state.size() == state.lastSize()) {
                return state.last();
            }
            sign(shard, state);
            // Read anew: another instance may have signed first, and then its checkpoint is the one that counts.
            return database.transact(connection -> CheckpointRows.latest(connection, shard))
                    .map(keys::read);
        } catch (UnprovableException refused) {
            metrics.checkpointRefused(refused.reason());
            LOG.errorf("no checkpoint of shard %d is signed: %s: %s", shard, refused.reason(), refused.getMessage());
            throw refused;
        }
    }

    private record State(long size, Optional<SignedCheckpoint> last) {
        long lastSize() {
            return last.map(signed -> signed.checkpoint().treeSize()).orElse(0L);
        }
    }

    private State state(Connection connection, int shard) throws SQLException {
        // The last checkpoint before the size: were it the other way round, one that another instance signs between the
        // two
        // would be ahead of the history that was read.
        Optional<SignedCheckpoint> last =
                CheckpointRows.latest(connection, shard).map(keys::read);
        return new State(CheckpointRows.size(connection, shard), last);
    }

    private void sign(int shard, State state) {
        Optional<Checkpoint> last = state.last().map(SignedCheckpoint::checkpoint);
        Hash lastChain = last.map(Checkpoint::chainHash).orElseGet(() -> Hash.of(HistoryChain.start()));
        CommitmentRows.Chain chain = database.transact(
                connection -> CommitmentRows.chain(connection, shard, state.lastSize(), lastChain, state.size()));
        HistoryTiles tiles = new HistoryTiles(database, shard);
        MerkleTree tree = tiles.tree(state.size());
        Checkpoint wanted = new Checkpoint(log, shard, tree.size(), tree.root(), chain.stored(), time.wall());
        switch (CheckpointGuard.decide(last, wanted, tree, chain.followed())) {
            case CheckpointDecision.Refuse(String reason, String detail) ->
                throw new UnprovableException(reason, detail);
            case CheckpointDecision.Sign(Checkpoint checkpoint) -> {
                SignedCheckpoint signed = new SignedCheckpoint(checkpoint, checkpoint.sign(keys.signing()));
                if (database.transact(connection -> store(connection, signed, state, tiles))) {
                    metrics.checkpoint();
                }
            }
        }
    }

    private static boolean store(Connection connection, SignedCheckpoint signed, State state, HistoryTiles tiles)
            throws SQLException {
        boolean first = CheckpointRows.insert(connection, signed, state.lastSize());
        if (first) {
            SubtreeRows.insert(connection, signed.checkpoint().shard(), tiles.computed());
        }
        return first;
    }
}
