package io.assent.consent.store;

import io.assent.exactlyonce.Database;
import io.assent.proof.Hash;
import io.assent.proof.MerkleTree;
import io.assent.proof.TiledSubtrees;
import java.util.ArrayList;
import java.util.List;

/** The tree of a shard's history: leaves are computed from the entries, subtrees are stored, and what is not is computed. */
final class HistoryTiles implements TiledSubtrees.Tiles {
    private final Database database;
    private final int shard;
    private final List<SubtreeRows.Row> computed = new ArrayList<>();

    HistoryTiles(Database database, int shard) {
        this.database = database;
        this.shard = shard;
    }

    MerkleTree tree(long size) {
        return new MerkleTree(size, new TiledSubtrees(size, this));
    }

    /** Subtrees that were not stored. They must be, only once a checkpoint vouches for them. */
    List<SubtreeRows.Row> computed() {
        return computed;
    }

    @Override
    public List<Hash> read(int tier, long from, int count) {
        if (tier == 0) {
            return database.transact(connection -> CommitmentRows.leaves(connection, shard, from, count));
        }
        List<Hash> hashes = new ArrayList<>(
                database.transact(connection -> SubtreeRows.select(connection, shard, tier, from, count)));
        while (hashes.size() < count) {
            long place = from + hashes.size();
            Hash hash = MerkleTree.of(read(tier - 1, place * TiledSubtrees.WIDTH, TiledSubtrees.WIDTH))
                    .root();
            hashes.add(hash);
            computed.add(new SubtreeRows.Row(tier, place, hash));
        }
        return hashes;
    }
}
