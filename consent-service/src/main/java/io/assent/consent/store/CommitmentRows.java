package io.assent.consent.store;

import io.assent.consent.history.HistoryChain;
import io.assent.consent.history.HistoryLeaf;
import io.assent.proof.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What of the history is nobody's personal data: commitments and the chain. */
final class CommitmentRows {
    private static final int FETCH_SIZE = 1_000;

    private CommitmentRows() {}

    private interface Row {
        void accept(long sequence, byte[] commitment, byte[] hash);
    }

    /** Leaves of the tree. @param from the first of them, counted from 0 */
    static List<Hash> leaves(Connection connection, int shard, long from, int count) throws SQLException {
        List<Hash> leaves = new ArrayList<>(count);
        read(
                connection,
                shard,
                from,
                from + count,
                (sequence, commitment, _) -> leaves.add(HistoryLeaf.of(sequence, commitment)));
        return leaves;
    }

    static byte[] commitment(Connection connection, int shard, long sequence) throws SQLException {
        List<byte[]> found = new ArrayList<>(1);
        read(connection, shard, sequence - 1, sequence, (_, commitment, _) -> found.add(commitment));
        return found.getFirst();
    }

    /** The chain at the end of a part of the history: as it is stored, and as it follows from where the part begins. */
    record Chain(Hash stored, Hash followed) {}

    /** @param chainHash of the entry before the part */
    static Chain chain(Connection connection, int shard, long after, Hash chainHash, long upTo) throws SQLException {
        byte[][] ends = {chainHash.bytes(), chainHash.bytes()};
        read(connection, shard, after, upTo, (sequence, commitment, hash) -> {
            ends[0] = hash;
            ends[1] = HistoryChain.next(ends[1], sequence, commitment);
        });
        return new Chain(Hash.of(ends[0]), Hash.of(ends[1]));
    }

    private static void read(Connection connection, int shard, long after, long upTo, Row reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select sequence, commitment, hash from history"
                + " where shard = ? and sequence > ? and sequence <= ? order by sequence")) {
            select.setFetchSize(FETCH_SIZE);
            select.setInt(1, shard);
            select.setLong(2, after);
            select.setLong(3, upTo);
            long expected = after;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    expected++;
                    if (row.getLong(1) != expected) {
                        break;
                    }
                    reader.accept(expected, row.getBytes(2), row.getBytes(3));
                }
            }
            if (expected < upTo) {
                throw new UnprovableException("entry_missing", "the history misses entry " + (expected + 1));
            }
        }
    }
}
