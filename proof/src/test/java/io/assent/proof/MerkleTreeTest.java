package io.assent.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerkleTreeTest {
    private static final int LARGEST = 300;
    private static final List<Hash> LEAVES = Leaves.count(LARGEST);

    @Property(tries = 60)
    void everyLeafOfATreeIsProvedToBeInIt(@ForAll @IntRange(min = 1, max = LARGEST) int size) {
        MerkleTree tree = tree(size);
        Hash root = tree.root();

        for (int leaf = 0; leaf < size; leaf++) {
            assertThat(tree.inclusion(leaf).verify(LEAVES.get(leaf), root)).isTrue();
        }
    }

    @Property(tries = 60)
    void everyEarlierTreeIsProvedToBeTheBeginning(@ForAll @IntRange(min = 1, max = LARGEST) int size) {
        MerkleTree later = tree(size);
        Hash root = later.root();

        for (int earlier = 1; earlier <= size; earlier++) {
            assertThat(later.consistencyWith(earlier).verify(tree(earlier).root(), root))
                    .isTrue();
        }
    }

    @Property
    void aChangedBitOfAnInclusionIsNoProof(
            @ForAll @IntRange(min = 1, max = LARGEST) int size, @ForAll int pick, @ForAll int bit) {
        int leaf = Math.floorMod(pick, size);
        InclusionProof proof = tree(size).inclusion(leaf);
        Hash root = tree(size).root();

        assertThat(proof.verify(Leaves.flipped(LEAVES.get(leaf), bit), root)).isFalse();
        assertThat(proof.verify(LEAVES.get(leaf), Leaves.flipped(root, bit))).isFalse();
        for (int other = 0; other < size; other++) {
            assertThat(new InclusionProof(other, size, proof.path()).verify(LEAVES.get(leaf), root))
                    .isEqualTo(other == leaf);
        }
        for (List<Hash> path : changed(proof.path(), bit)) {
            assertThat(new InclusionProof(leaf, size, path).verify(LEAVES.get(leaf), root))
                    .isFalse();
        }
    }

    @Property
    void aChangedBitOfAConsistencyIsNoProof(
            @ForAll @IntRange(min = 2, max = LARGEST) int size, @ForAll int pick, @ForAll int bit) {
        int earlier = 1 + Math.floorMod(pick, size - 1);
        ConsistencyProof proof = tree(size).consistencyWith(earlier);
        Hash earlierRoot = tree(earlier).root();
        Hash root = tree(size).root();

        assertThat(proof.verify(Leaves.flipped(earlierRoot, bit), root)).isFalse();
        assertThat(proof.verify(earlierRoot, Leaves.flipped(root, bit))).isFalse();
        for (List<Hash> path : changed(proof.path(), bit)) {
            assertThat(new ConsistencyProof(earlier, size, path).verify(earlierRoot, root))
                    .isFalse();
        }
    }

    @Property
    void aLeafThatWasChangedLaterContradictsTheEarlierTree(
            @ForAll @IntRange(min = 2, max = LARGEST) int size, @ForAll int pick, @ForAll int bit) {
        int earlier = 1 + Math.floorMod(pick, size - 1);
        List<Hash> rewritten = new ArrayList<>(LEAVES.subList(0, size));
        rewritten.set(Math.floorMod(bit, earlier), Leaves.flipped(LEAVES.get(Math.floorMod(bit, earlier)), bit));
        MerkleTree later = MerkleTree.of(rewritten);

        assertThat(later.consistencyWith(earlier).verify(tree(earlier).root(), later.root()))
                .isFalse();
    }

    private static MerkleTree tree(int size) {
        return MerkleTree.of(LEAVES.subList(0, size));
    }

    /** One bit of each node, one node less, and one more. */
    private static List<List<Hash>> changed(List<Hash> path, int bit) {
        List<List<Hash>> paths = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            List<Hash> flipped = new ArrayList<>(path);
            flipped.set(i, Leaves.flipped(path.get(i), bit));
            paths.add(flipped);
        }
        if (!path.isEmpty()) {
            paths.add(path.subList(1, path.size()));
            paths.add(path.subList(0, path.size() - 1));
        }
        List<Hash> longer = new ArrayList<>(path);
        longer.add(LEAVES.getFirst());
        paths.add(longer);
        return paths;
    }
}
