package io.assent.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Subtrees of a large log, of which only every eighth level is kept: a tile holds up to 256 neighbours of one tier, and what
 * lies between two tiers is computed. A proof reads three tiles of a log with sixteen million leaves. Tiles are kept for the
 * life of this object, which is one use, by one thread.
 */
public final class TiledSubtrees implements MerkleTree.Subtrees {
    /** Levels from one tier to the next. */
    public static final int LEVELS = 8;

    /** Hashes of a complete tile. */
    public static final int WIDTH = 1 << LEVELS;

    private final long size;
    private final Tiles tiles;
    private final Map<Place, List<Hash>> read = new HashMap<>();

    private record Place(int tier, long tile) {}

    /** Where the tiles are kept. */
    @FunctionalInterface
    public interface Tiles {
        /**
         * Hashes of complete subtrees of {@code 256^tier} leaves: of the first one at {@code from}, and so many.
         *
         * @param from counts subtrees, not leaves; a multiple of {@link #WIDTH}
         */
        List<Hash> read(int tier, long from, int count);
    }

    /** @param size of the log: how many leaves there are */
    public TiledSubtrees(long size, Tiles tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    @Override
    public Hash complete(int level, long index) {
        int above = level % LEVELS;
        long first = index << above;
        List<Hash> tile = read.computeIfAbsent(
                new Place(level / LEVELS, first / WIDTH), place -> read(place.tier(), place.tile()));
        int offset = Math.toIntExact(first % WIDTH);
        return MerkleTree.of(tile.subList(offset, offset + (1 << above))).root();
    }

    private List<Hash> read(int tier, long tile) {
        long from = tile * WIDTH;
        long there = (size >> (tier * LEVELS)) - from;
        int count = (int) Math.min(WIDTH, there);
        List<Hash> hashes = tiles.read(tier, from, count);
        if (hashes.size() != count) {
            throw new IllegalStateException("a tile of tier " + tier + " misses hashes");
        }
        return hashes;
    }
}
