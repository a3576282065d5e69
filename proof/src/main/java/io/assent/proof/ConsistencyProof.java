package io.assent.proof;

import java.util.List;

/**
 * That an earlier tree is the beginning of a later one: nothing in it was changed, moved or taken out (RFC 9162, section 2.1.4).
 *
 * @param path empty when both have the same size
 */
public record ConsistencyProof(long earlierSize, long laterSize, List<Hash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** True when trees of these sizes have these roots, and the earlier is the beginning of the later. */
    public boolean verify(Hash earlierRoot, Hash laterRoot) {
        if (earlierSize < 1 || earlierSize > laterSize) {
            return false;
        }
        if (earlierSize == laterSize) {
            return path.isEmpty() && earlierRoot.equals(laterRoot);
        }
        long node = earlierSize - 1;
        long last = laterSize - 1;
        while (node % 2 == 1) {
            node /= 2;
            last /= 2;
        }
        // An earlier tree that is one complete subtree is known already and not in the path.
        boolean isComplete = Long.bitCount(earlierSize) == 1;
        if (!isComplete && path.isEmpty()) {
            return false;
        }
        Hash earlier = isComplete ? earlierRoot : path.getFirst();
        Hash later = earlier;
        for (Hash sibling : isComplete ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if (node % 2 == 1 || node == last) {
                earlier = MerkleTree.node(sibling, earlier);
                later = MerkleTree.node(sibling, later);
                while (node % 2 == 0 && node != 0) {
                    node /= 2;
                    last /= 2;
                }
            } else {
                later = MerkleTree.node(later, sibling);
            }
            node /= 2;
            last /= 2;
        }
        return last == 0 && earlier.equals(earlierRoot) && later.equals(laterRoot);
    }
}
