package io.assent.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** A receipt's own words, held against the entry of the history that it carries. */
record ReceiptCheck(String log, int shard, long sequence, Hash commitment, List<String> sentences) {
    private static final int SALT_BYTES = 32;

    /** @param receipt the payload of a receipt whose signature was checked */
    static ReceiptCheck of(JsonNode receipt) {
        JsonNode evidence = receipt.path("evidence");
        String text = ProofJson.text(evidence, "entry");
        JsonNode entry = ProofJson.parse(text);
        long sequence = ProofJson.number(evidence, "sequence");
        List<String> purposes = texts(entry.path("purposes"));
        String company =
                receipt.path("pii_processing").path("pii_controllers").path(0).asText();
        same(
                "the person",
                receipt.path("header").path("pii_principal_id").asText(),
                entry.path("user").asText());
        same("the company", company, entry.path("company").asText());
        same("the sequence", sequence, entry.path("version").asLong());
        same(
                "the purposes",
                texts(receipt.path("pii_processing").path("purposes").findValues("purpose")),
                purposes);
        same(
                "the time",
                receipt.path("events").path(0).path("event_time").asText(),
                entry.path("occurredAt").asText());
        same(
                "the version of the notice",
                receipt.path("pii_processing")
                        .path("privacy_notice")
                        .path("version")
                        .asText(),
                entry.path("noticeVersion").asText());
        same("what happened", "accepted", entry.path("change").asText());
        return new ReceiptCheck(
                ProofJson.text(evidence, "log"),
                Math.toIntExact(ProofJson.number(evidence, "shard")),
                sequence,
                commitment(ProofJson.text(evidence, "salt"), text),
                sentences(receipt, entry, purposes));
    }

    private static List<String> sentences(JsonNode receipt, JsonNode entry, List<String> purposes) {
        String controller =
                receipt.path("party_identification").path(0).path("party_name").asText();
        List<String> sentences = new ArrayList<>();
        sentences.add("%s allowed %s (%s), at %s: %s."
                .formatted(
                        entry.path("user").asText(),
                        controller,
                        entry.path("company").asText(),
                        entry.path("occurredAt").asText(),
                        String.join(", ", purposes)));
        sentences.add("The notice that was shown: version \"%s\"."
                .formatted(entry.path("noticeVersion").asText()));
        receipt.path("events").forEach(event -> {
            if (event.path("event_state").asText().equals("consent withdrawn")) {
                sentences.add("Withdrawn at %s, before this receipt was made: %s."
                        .formatted(
                                event.path("event_time").asText(), String.join(", ", texts(event.path("purposes")))));
            }
        });
        return sentences;
    }

    private static Hash commitment(String salt, String entry) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(salt);
            if (bytes.length == SALT_BYTES) {
                return Hash.sha256(bytes, entry.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException notBase64) {
            // refused like any other that is no salt
        }
        throw RefusedProofException.notAProof("salt is not 32 bytes in Base64url");
    }

    private static void same(String what, Object receipt, Object entry) {
        if (!Objects.equals(receipt, entry)) {
            throw new RefusedProofException(
                    "record_mismatch", "%s: the receipt says %s, its entry %s".formatted(what, receipt, entry));
        }
    }

    private static List<String> texts(Iterable<JsonNode> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
