package io.assent.local.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assent.proof.Hash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** JSON with exactly the members that are asked for: whatever is not checked could say anything. */
final class ProofJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ProofJson() {}

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw RefusedProofException.notAProof("it is not JSON");
        }
    }

    static Set<String> members(JsonNode object) {
        Set<String> members = new HashSet<>();
        object.fieldNames().forEachRemaining(members::add);
        return members;
    }

    /** The member, an object of these members and no others. */
    static JsonNode object(JsonNode parent, String name, Set<String> members) {
        JsonNode object = parent.path(name);
        if (!object.isObject() || !members(object).equals(members)) {
            throw RefusedProofException.notAProof(
                    name + " has not the members " + members.stream().sorted().toList());
        }
        return object;
    }

    static String text(JsonNode parent, String name) {
        JsonNode text = parent.path(name);
        if (!text.isTextual()) {
            throw RefusedProofException.notAProof(name + " is no text");
        }
        return text.textValue();
    }

    static long number(JsonNode parent, String name) {
        JsonNode number = parent.path(name);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw RefusedProofException.notAProof(name + " is no whole number");
        }
        return number.longValue();
    }

    static Hash hash(String hex, String name) {
        try {
            return Hash.ofHex(hex);
        } catch (IllegalArgumentException e) {
            throw RefusedProofException.notAProof(name + " is no hash of 64 small hexadecimal digits");
        }
    }

    static List<Hash> path(JsonNode parent) {
        JsonNode path = parent.path("path");
        if (!path.isArray()) {
            throw RefusedProofException.notAProof("path is no list");
        }
        List<Hash> hashes = new ArrayList<>();
        path.forEach(hash -> hashes.add(hash(hash.isTextual() ? hash.textValue() : "", "path")));
        return hashes;
    }
}
