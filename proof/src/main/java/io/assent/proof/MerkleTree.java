package io.assent.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree over the first leaves of a log (RFC 9162, section 2.1): its root, and proofs that a leaf is in it and that
 * an earlier tree is its beginning.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final long size;
    private final Subtrees subtrees;

    /** @param subtrees of the same leaves, at least as many as the size */
    public MerkleTree(long size, Subtrees subtrees) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size");
        }
        this.size = size;
        this.subtrees = subtrees;
    }

    /** The hashes of complete subtrees: all that a tree needs to know of its leaves. */
    @FunctionalInterface
    public interface Subtrees {
        /** Of the {@code 2^level} leaves that begin at {@code index * 2^level}. */
        Hash complete(int level, long index);
    }

    /** @param leaves hashes by {@link #leaf} */
    public static MerkleTree of(List<Hash> leaves) {
        return new MerkleTree(leaves.size(), new Subtrees() {
            @Override
            public Hash complete(int level, long index) {
                return level == 0
                        ? leaves.get(Math.toIntExact(index))
                        : node(complete(level - 1, 2 * index), complete(level - 1, 2 * index + 1));
            }
        });
    }

    /** The hash of a leaf with this content. */
    public static Hash leaf(byte[] data) {
        return Hash.sha256(LEAF, data);
    }

    /** The hash of an inner node. */
    public static Hash node(Hash left, Hash right) {
        return Hash.sha256(NODE, left.bytes(), right.bytes());
    }

    public long size() {
        return size;
    }

    public Hash root() {
        return size == 0 ? Hash.sha256() : hash(0, size);
    }

    /** That this leaf is in the tree. */
    public InclusionProof inclusion(long leaf) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("the tree has no such leaf");
        }
        List<Hash> path = new ArrayList<>();
        inclusion(leaf, 0, size, path);
        return new InclusionProof(leaf, size, path);
    }

    private void inclusion(long leaf, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (leaf < middle) {
            inclusion(leaf, from, middle, path);
            path.add(hash(middle, to));
        } else {
            inclusion(leaf, middle, to, path);
            path.add(hash(from, middle));
        }
    }

    /** That the tree of the first leaves, so many, is the beginning of this one. */
    public ConsistencyProof consistencyWith(long earlierSize) {
        if (earlierSize < 1 || earlierSize > size) {
            throw new IllegalArgumentException("no earlier tree has this size");
        }
        List<Hash> path = new ArrayList<>();
        consistency(earlierSize, 0, size, true, path);
        return new ConsistencyProof(earlierSize, size, path);
    }

    private void consistency(long earlier, long from, long to, boolean isWhole, List<Hash> path) {
        if (earlier == to) {
            if (!isWhole) {
                path.add(hash(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (earlier <= middle) {
            consistency(earlier, from, middle, isWhole, path);
            path.add(hash(middle, to));
        } else {
            consistency(earlier, middle, to, false, path);
            path.add(hash(from, middle));
        }
    }

    /** The hash over a part that begins where a subtree of its size can begin. */
    private Hash hash(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return subtrees.complete(level, from >> level);
        }
        long middle = from + split(leaves);
        return node(hash(from, middle), hash(middle, to));
    }

    /** The largest power of two below. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
