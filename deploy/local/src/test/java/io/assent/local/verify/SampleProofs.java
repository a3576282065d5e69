package io.assent.local.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.proof.Checkpoint;
import io.assent.proof.ConsistencyProof;
import io.assent.proof.Hash;
import io.assent.proof.InclusionProof;
import io.assent.proof.MerkleTree;
import io.assent.proof.SigningKey;
import io.assent.proof.VerificationKeys;
import io.assent.servers.ConsentKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A small history, written by somebody who has the key and may lie. */
final class SampleProofs {
    static final String ENTRY = """
            {"user":"p-1","company":"shop","version":3,"change":"accepted","state":"accepted","purposes":["chat"],\
            "requestedPurposes":["chat"],"blocked":false,"noticeVersion":"v1","occurredAt":"2026-03-02T12:00:00Z"}""";

    static final String RECEIPT = """
            {"header":{"schema_version":"ISO/IEC TS 27560:2023","record_id":"assent/5/3","pii_principal_id":"p-1"},\
            "pii_processing":{"privacy_notice":{"version":"v1"},"purposes":[{"purpose":"chat","lawful_basis":"consent"}],\
            "pii_controllers":["shop"]},"party_identification":[{"party_id":"shop","party_name":"Shop"}],\
            "events":[{"event_time":"2026-03-02T12:00:00Z","event_state":"consent given"}],\
            "evidence":{"log":"assent","shard":5,"sequence":3,"salt":"%s","entry":"%s"}}""";

    private static final int SHARD = 5;
    private static final byte[] SALT = new byte[32];

    private final ConsentKey pair;
    private final SigningKey key;
    private final List<Hash> leaves = new ArrayList<>();

    /** @param keys folder of the key pair */
    SampleProofs(Path keys, int entries) {
        this.pair = ConsentKey.in(keys);
        this.key = SigningKey.of(pair.privateKey());
        for (long sequence = 1; sequence <= entries; sequence++) {
            leaves.add(leaf(sequence, sequence == 3 ? ENTRY : "entry " + sequence));
        }
    }

    VerificationKeys keys() {
        return VerificationKeys.of(List.of(pair.publicKey()));
    }

    /** Writes another entry over one that is in the history. */
    SampleProofs rewritten(int sequence) {
        leaves.set(sequence - 1, leaf(sequence, "another"));
        return this;
    }

    static Hash commitment(String entry) {
        return Hash.sha256(SALT, entry.getBytes(StandardCharsets.UTF_8));
    }

    private static Hash leaf(long sequence, String entry) {
        return MerkleTree.leaf(ByteBuffer.allocate(40)
                .putLong(sequence)
                .put(commitment(entry).bytes())
                .array());
    }

    String checkpoint(int size) {
        Hash root = MerkleTree.of(leaves.subList(0, size)).root();
        return new Checkpoint("assent", SHARD, size, root, root, Instant.parse("2026-03-02T12:00:10Z")).sign(key);
    }

    String receipt(String payload, String entry) {
        String salt = Base64.getUrlEncoder().withoutPadding().encodeToString(SALT);
        return key.sign(Statements.RECEIPT, payload.formatted(salt, entry.replace("\"", "\\\"")));
    }

    ObjectNode receiptFile() {
        return inclusionFile(3, leaves.size(), object().put("receipt", receipt(RECEIPT, ENTRY)));
    }

    ObjectNode inclusionFile(int sequence) {
        return inclusionFile(
                sequence,
                leaves.size(),
                object().put("commitment", commitment("entry " + sequence).toString()));
    }

    private ObjectNode inclusionFile(int sequence, int size, ObjectNode file) {
        InclusionProof proof = MerkleTree.of(leaves.subList(0, size)).inclusion(sequence - 1);
        ObjectNode inclusion = object().put("leafIndex", proof.leafIndex()).put("treeSize", proof.treeSize());
        proof.path().forEach(hash -> inclusion.withArray("path").add(hash.toString()));
        file.set("inclusion", inclusion);
        return file.put("checkpoint", checkpoint(size));
    }

    /** @param earlier checkpoint, of whatever history */
    ObjectNode consistencyFile(String earlier, int earlierSize) {
        ConsistencyProof proof = MerkleTree.of(leaves).consistencyWith(earlierSize);
        ObjectNode consistency = object().put("earlierSize", earlierSize).put("laterSize", proof.laterSize());
        proof.path().forEach(hash -> consistency.withArray("path").add(hash.toString()));
        ObjectNode file = object().put("earlier", earlier).put("later", checkpoint(leaves.size()));
        file.set("consistency", consistency);
        return file;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
