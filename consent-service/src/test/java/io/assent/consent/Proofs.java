package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.proof.Checkpoint;
import io.assent.proof.ConsistencyProof;
import io.assent.proof.Hash;
import io.assent.proof.InclusionProof;
import io.assent.proof.Statement;
import io.assent.proof.VerificationKeys;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads proofs as anybody does who trusts the keys alone. */
final class Proofs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Proofs() {}

    static JsonNode get(String path) {
        return json(RestAssured.get(path).then().statusCode(200).extract().asString());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Statement.Reading.Signed signed(String jws, String type) {
        VerificationKeys keys =
                VerificationKeys.ofJwkSet(RestAssured.get("/v1/keys").asString());
        Statement.Reading reading = Statement.read(jws, type, keys);
        assertThat(reading).isInstanceOf(Statement.Reading.Signed.class);
        return (Statement.Reading.Signed) reading;
    }

    static Checkpoint checkpoint(String jws) {
        return Checkpoint.of(signed(jws, Checkpoint.TYPE));
    }

    static InclusionProof inclusion(JsonNode file) {
        JsonNode inclusion = file.path("inclusion");
        return new InclusionProof(
                inclusion.path("leafIndex").asLong(), inclusion.path("treeSize").asLong(), path(inclusion));
    }

    /** True when both checkpoints are signed and the earlier is the beginning of the later. */
    static boolean isConsistent(int shard, long from, long to) {
        JsonNode file = get("/v1/checkpoints/" + shard + "/consistency?from=" + from + "&to=" + to);
        Checkpoint earlier = checkpoint(file.path("earlier").asText());
        Checkpoint later = checkpoint(file.path("later").asText());
        JsonNode proof = file.path("consistency");
        return new ConsistencyProof(
                                proof.path("earlierSize").asLong(),
                                proof.path("laterSize").asLong(),
                                path(proof))
                        .verify(earlier.rootHash(), later.rootHash())
                && earlier.treeSize() == from
                && later.treeSize() == to;
    }

    private static List<Hash> path(JsonNode proof) {
        List<Hash> path = new ArrayList<>();
        proof.path("path").forEach(hash -> path.add(Hash.ofHex(hash.asText())));
        return path;
    }
}
