package io.assent.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiledSubtreesTest {
    private static final List<Hash> LEAVES = Leaves.count(70_000);

    private final List<List<Hash>> tiers = tiers();
    private int reads;

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 511, 513, 65_535, 65_536, 65_537, 69_999})
    void aTreeOfTilesIsTheTreeOfItsLeaves(int size) {
        MerkleTree whole = MerkleTree.of(LEAVES.subList(0, size));
        int leaf = size / 3;
        int earlier = size - size / 4;

        assertThat(tiled(size).root()).isEqualTo(whole.root());
        assertThat(tiled(size).inclusion(leaf)).isEqualTo(whole.inclusion(leaf));
        assertThat(tiled(size).consistencyWith(earlier)).isEqualTo(whole.consistencyWith(earlier));
    }

    @Test
    void aProofReadsFewTiles() {
        tiled(69_999).inclusion(3);

        assertThat(reads).isLessThanOrEqualTo(6);
    }

    @Test
    void aTileThatMissesHashesIsNotTakenForAWholeOne() {
        MerkleTree tree = new MerkleTree(300, new TiledSubtrees(300, (_, _, _) -> LEAVES.subList(0, 7)));

        assertThatThrownBy(tree::root).isInstanceOf(IllegalStateException.class);
    }

    private MerkleTree tiled(int size) {
        return new MerkleTree(size, new TiledSubtrees(size, (tier, from, count) -> {
            reads++;
            return tiers.get(tier).subList((int) from, (int) from + count);
        }));
    }

    private static List<List<Hash>> tiers() {
        List<List<Hash>> tiers = new ArrayList<>(List.of(LEAVES));
        while (tiers.getLast().size() >= TiledSubtrees.WIDTH) {
            List<Hash> below = tiers.getLast();
            List<Hash> above = new ArrayList<>();
            for (int from = 0; from + TiledSubtrees.WIDTH <= below.size(); from += TiledSubtrees.WIDTH) {
                above.add(MerkleTree.of(below.subList(from, from + TiledSubtrees.WIDTH))
                        .root());
            }
            tiers.add(above);
        }
        return tiers;
    }
}
