package io.assent.proof;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Logs to prove things of. */
final class Leaves {
    private Leaves() {}

    /** The eight leaves that implementations of Certificate Transparency are held against. */
    static List<Hash> ofTheReference() {
        return Stream.of(
                        "",
                        "00",
                        "10",
                        "2021",
                        "3031",
                        "40414243",
                        "5051525354555657",
                        "606162636465666768696a6b6c6d6e6f")
                .map(hex -> MerkleTree.leaf(HexFormat.of().parseHex(hex)))
                .toList();
    }

    static List<Hash> count(int size) {
        return IntStream.range(0, size)
                .mapToObj(n -> MerkleTree.leaf(ByteBuffer.allocate(4).putInt(n).array()))
                .toList();
    }

    static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.bytes();
        int place = Math.floorMod(bit, Hash.BYTES * 8);
        bytes[place / 8] ^= (byte) (1 << place % 8);
        return Hash.of(bytes);
    }
}
