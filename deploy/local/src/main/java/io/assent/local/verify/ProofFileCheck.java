package io.assent.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.proof.Checkpoint;
import io.assent.proof.ConsistencyProof;
import io.assent.proof.Hash;
import io.assent.proof.InclusionProof;
import io.assent.proof.MerkleTree;
import io.assent.proof.Statement;
import io.assent.proof.VerificationKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognises a proof by what is in it, and checks all of it. */
public final class ProofFileCheck {
    private static final Set<String> INCLUSION = Set.of("leafIndex", "treeSize", "path");
    private static final Set<String> CONSISTENCY = Set.of("earlierSize", "laterSize", "path");

    private final Statements statements;

    public ProofFileCheck(VerificationKeys keys) {
        this.statements = new Statements(keys);
    }

    /** @param text of the file */
    public Verdict check(String text) {
        try {
            String content = text.strip();
            Optional<String> type = Statement.claimedType(content);
            return new Verdict.Verified(
                    type.isPresent() ? statement(content, type.get()) : file(ProofJson.parse(content)));
        } catch (RefusedProofException refused) {
            return refused.verdict();
        }
    }

    private List<String> statement(String jws, String type) {
        return switch (type) {
            case Statements.RECEIPT -> {
                List<String> sentences =
                        new ArrayList<>(ReceiptCheck.of(statements.receipt(jws)).sentences());
                sentences.add(
                        "The receipt is signed. That it is in the history only a file with its inclusion can prove.");
                yield sentences;
            }
            case Checkpoint.TYPE -> List.of(sentence(statements.checkpoint(jws, "checkpoint")));
            default -> throw RefusedProofException.notAProof("nothing of ours is a JWS of the type " + type);
        };
    }

    private List<String> file(JsonNode file) {
        Set<String> members = ProofJson.members(file);
        if (members.equals(Set.of("receipt", "inclusion", "checkpoint"))) {
            return receipt(file);
        }
        if (members.equals(Set.of("commitment", "inclusion", "checkpoint"))) {
            return inclusion(file);
        }
        if (members.equals(Set.of("earlier", "later", "consistency"))) {
            return consistency(file);
        }
        if (members.equals(Set.of("checkpoint"))) {
            return List.of(sentence(statements.checkpoint(ProofJson.text(file, "checkpoint"), "checkpoint")));
        }
        if (members.equals(Set.of("checkpoints"))) {
            return checkpoints(file.path("checkpoints"));
        }
        throw RefusedProofException.notAProof("it is no receipt, checkpoint, inclusion or consistency; its members are "
                + members.stream().sorted().toList());
    }

    private List<String> checkpoints(JsonNode all) {
        List<String> sentences = new ArrayList<>();
        all.forEach(jws -> sentences.add(sentence(statements.checkpoint(jws.asText(), "checkpoint"))));
        if (sentences.isEmpty()) {
            throw RefusedProofException.notAProof("there is no checkpoint in it");
        }
        return sentences;
    }

    private List<String> receipt(JsonNode file) {
        Checkpoint checkpoint = statements.checkpoint(ProofJson.text(file, "checkpoint"), "checkpoint");
        ReceiptCheck receipt = ReceiptCheck.of(statements.receipt(ProofJson.text(file, "receipt")));
        InclusionProof proof = proof(file, checkpoint);
        if (!receipt.log().equals(checkpoint.log()) || receipt.shard() != checkpoint.shard()) {
            throw new RefusedProofException("not_included", "receipt and checkpoint are of different histories");
        }
        if (proof.leafIndex() != receipt.sequence() - 1) {
            throw new RefusedProofException("not_included", "the inclusion is that of another entry");
        }
        mustInclude(proof, receipt.commitment(), checkpoint, "commitment_mismatch");
        List<String> sentences = new ArrayList<>(receipt.sentences());
        sentences.add("This is entry %d of shard %d, and it is in the signed history."
                .formatted(receipt.sequence(), receipt.shard()));
        sentences.add(sentence(checkpoint));
        return sentences;
    }

    private List<String> inclusion(JsonNode file) {
        Checkpoint checkpoint = statements.checkpoint(ProofJson.text(file, "checkpoint"), "checkpoint");
        InclusionProof proof = proof(file, checkpoint);
        Hash commitment = ProofJson.hash(ProofJson.text(file, "commitment"), "commitment");
        mustInclude(proof, commitment, checkpoint, "not_included");
        return List.of(
                "Entry %d with the commitment %s is in the signed history."
                        .formatted(proof.leafIndex() + 1, commitment),
                sentence(checkpoint));
    }

    private static InclusionProof proof(JsonNode file, Checkpoint checkpoint) {
        JsonNode inclusion = ProofJson.object(file, "inclusion", INCLUSION);
        InclusionProof proof = new InclusionProof(
                ProofJson.number(inclusion, "leafIndex"),
                ProofJson.number(inclusion, "treeSize"),
                ProofJson.path(inclusion));
        if (proof.treeSize() != checkpoint.treeSize()) {
            throw new RefusedProofException(
                    "root_mismatch", "inclusion and checkpoint are of trees of different sizes");
        }
        return proof;
    }

    private static void mustInclude(InclusionProof proof, Hash commitment, Checkpoint checkpoint, String reason) {
        Hash leaf = MerkleTree.leaf(ByteBuffer.allocate(Long.BYTES + Hash.BYTES)
                .putLong(proof.leafIndex() + 1)
                .put(commitment.bytes())
                .array());
        if (!proof.verify(leaf, checkpoint.rootHash())) {
            throw new RefusedProofException(reason, "the entry and its path do not give the root of the checkpoint");
        }
    }

    private List<String> consistency(JsonNode file) {
        Checkpoint earlier = statements.checkpoint(ProofJson.text(file, "earlier"), "earlier");
        Checkpoint later = statements.checkpoint(ProofJson.text(file, "later"), "later");
        JsonNode consistency = ProofJson.object(file, "consistency", CONSISTENCY);
        ConsistencyProof proof = new ConsistencyProof(
                ProofJson.number(consistency, "earlierSize"),
                ProofJson.number(consistency, "laterSize"),
                ProofJson.path(consistency));
        if (!earlier.log().equals(later.log()) || earlier.shard() != later.shard()) {
            throw new RefusedProofException("root_mismatch", "the checkpoints are of different histories");
        }
        if (proof.earlierSize() != earlier.treeSize() || proof.laterSize() != later.treeSize()) {
            throw new RefusedProofException("root_mismatch", "the proof is of trees of other sizes");
        }
        if (!proof.verify(earlier.rootHash(), later.rootHash())) {
            throw new RefusedProofException(
                    "history_rewritten", "the earlier history is not the beginning of the later");
        }
        return List.of(
                "The history only grew: all %d entries of the earlier checkpoint are unchanged in the later."
                        .formatted(earlier.treeSize()),
                sentence(earlier),
                sentence(later));
    }

    private static String sentence(Checkpoint checkpoint) {
        return "Signed at %s: shard %d of \"%s\" has %d entries, root %s."
                .formatted(
                        checkpoint.time(),
                        checkpoint.shard(),
                        checkpoint.log(),
                        checkpoint.treeSize(),
                        checkpoint.rootHash());
    }
}
