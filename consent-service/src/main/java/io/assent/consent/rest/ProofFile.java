package io.assent.consent.rest;

import io.assent.proof.ConsistencyProof;
import io.assent.proof.Hash;
import io.assent.proof.InclusionProof;
import java.util.List;

/** What can be kept in a file and checked by {@code ./assent verify}. Hashes are hexadecimal. */
public sealed interface ProofFile {
    /**
     * @param receipt JWS
     * @param checkpoint JWS, which covers the receipt's entry
     */
    record OfReceipt(String receipt, Inclusion inclusion, String checkpoint) implements ProofFile {}

    /** @param commitment of the entry that is included */
    record OfInclusion(String commitment, Inclusion inclusion, String checkpoint) implements ProofFile {
        static OfInclusion of(Coverage.Covered covered) {
            return new OfInclusion(
                    covered.included().commitment().toString(),
                    Inclusion.of(covered.included().inclusion()),
                    covered.checkpoint().jws());
        }
    }

    /** Two checkpoints (JWS), and that the earlier is the beginning of the later. */
    record OfConsistency(String earlier, String later, Consistency consistency) implements ProofFile {}

    /** @param leafIndex the entry's sequence less one */
    record Inclusion(long leafIndex, long treeSize, List<String> path) {
        static Inclusion of(InclusionProof proof) {
            return new Inclusion(proof.leafIndex(), proof.treeSize(), texts(proof.path()));
        }
    }

    /** The path is empty when both are of one size. */
    record Consistency(long earlierSize, long laterSize, List<String> path) {
        static Consistency of(ConsistencyProof proof) {
            return new Consistency(proof.earlierSize(), proof.laterSize(), texts(proof.path()));
        }
    }

    private static List<String> texts(List<Hash> path) {
        return path.stream().map(Hash::toString).toList();
    }
}
