package io.assent.proof;

import java.util.List;

/**
 * That a leaf is in a tree (RFC 9162, section 2.1.3).
 *
 * @param leafIndex counted from 0
 * @param path from the leaf's sibling up to the child of the root
 */
public record InclusionProof(long leafIndex, long treeSize, List<Hash> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** True when a tree of this size and root has this leaf at this place. */
    public boolean verify(Hash leaf, Hash root) {
        if (leafIndex < 0 || leafIndex >= treeSize) {
            return false;
        }
        long node = leafIndex;
        long last = treeSize - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if (node % 2 == 1 || node == last) {
                hash = MerkleTree.node(sibling, hash);
                // A last node without a sibling is its own parent.
                while (node % 2 == 0 && node != 0) {
                    node /= 2;
                    last /= 2;
                }
            } else {
                hash = MerkleTree.node(hash, sibling);
            }
            node /= 2;
            last /= 2;
        }
        return last == 0 && hash.equals(root);
    }
}
