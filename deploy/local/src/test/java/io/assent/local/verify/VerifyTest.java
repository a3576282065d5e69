package io.assent.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.Main;
import io.assent.proof.VerificationKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest {
    /** What consent-service gave out once; whatever it gave must verify for ever. */
    private static final Path PINNED = Path.of("../../consent-service/contract/proofs");

    private static final Set<String> REASONS = Set.of(
            "not_a_proof",
            "unknown_key",
            "signature_invalid",
            "record_mismatch",
            "commitment_mismatch",
            "not_included",
            "root_mismatch",
            "history_rewritten");

    @TempDir
    Path folder;

    private SampleProofs proofs;

    @BeforeEach
    void givenAHistory() {
        proofs = new SampleProofs(folder, 11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"receipt.json", "inclusion.json", "consistency.json"})
    void whatConsentServiceGaveOutIsVerified(String file) {
        assertThat(Main.run("verify", PINNED.resolve(file).toString())).isZero();
    }

    @Test
    void everyChangedByteOfAReceiptIsRefusedWithAReason() throws IOException {
        byte[] file = Files.readAllBytes(PINNED.resolve("receipt.json"));
        ProofFileCheck check =
                new ProofFileCheck(VerificationKeys.ofJwkSet(Files.readString(PINNED.resolve("keys.json"))));
        assertThat(check.check(new String(file, StandardCharsets.UTF_8))).isInstanceOf(Verdict.Verified.class);

        for (int i = 0; i < file.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = file.clone();
                changed[i] ^= (byte) (1 << bit);
                String place = "byte " + i + ", bit " + bit;

                assertThat(check.check(new String(changed, StandardCharsets.UTF_8)))
                        .as(place)
                        .isInstanceOfSatisfying(
                                Verdict.Refused.class,
                                refused -> assertThat(refused.reason()).isIn(REASONS));
            }
        }
    }

    @Test
    void everyKindOfProofIsRecognisedByItsContent() {
        assertThat(check(proofs.receiptFile())).isInstanceOf(Verdict.Verified.class);
        assertThat(check(proofs.inclusionFile(7))).isInstanceOf(Verdict.Verified.class);
        assertThat(check(proofs.consistencyFile(proofs.checkpoint(6), 6))).isInstanceOf(Verdict.Verified.class);
        assertThat(check(proofs.receipt(SampleProofs.RECEIPT, SampleProofs.ENTRY)))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(check("{\"checkpoints\":[\"%s\"]}".formatted(proofs.checkpoint(6))))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(check("{\"checkpoint\":\"%s\"}".formatted(proofs.checkpoint(6))))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(check("{\"checkpoints\":[]}")).isInstanceOf(Verdict.Refused.class);
        assertThat(check(proofs.checkpoint(6) + "\n")).isInstanceOf(Verdict.Verified.class);
    }

    @Test
    void aReceiptIsToldInPlainWords() {
        assertThat(check(proofs.receiptFile()))
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        verified -> assertThat(verified.sentences())
                                .contains(
                                        "p-1 allowed Shop (shop), at 2026-03-02T12:00:00Z: chat.",
                                        "This is entry 3 of shard 5, and it is in the signed history."));
    }

    @Test
    void aSignedReceiptThatSaysMoreThanItsEntryIsRefused() {
        String more = SampleProofs.RECEIPT.replace("\"purpose\":\"chat\"", "\"purpose\":\"notifications.marketing\"");
        String earlier = SampleProofs.RECEIPT.replace("\"event_time\":\"2026", "\"event_time\":\"2025");
        String other = SampleProofs.RECEIPT.replace("\"version\":\"v1\"", "\"version\":\"v2\"");

        assertThat(reason(proofs.receiptFile().put("receipt", proofs.receipt(more, SampleProofs.ENTRY))))
                .isEqualTo("record_mismatch");
        assertThat(reason(proofs.receiptFile().put("receipt", proofs.receipt(earlier, SampleProofs.ENTRY))))
                .isEqualTo("record_mismatch");
        assertThat(reason(proofs.receiptFile().put("receipt", proofs.receipt(other, SampleProofs.ENTRY))))
                .isEqualTo("record_mismatch");
    }

    @Test
    void aSignedReceiptOfAnEntryThatIsNotInTheHistoryIsRefused() {
        String entry = SampleProofs.ENTRY.replace("shop", "other");
        String receipt = proofs.receipt(SampleProofs.RECEIPT.replace("\"shop\"", "\"other\""), entry);
        String elsewhere =
                proofs.receipt(SampleProofs.RECEIPT.replace("\"shard\":5", "\"shard\":6"), SampleProofs.ENTRY);

        assertThat(reason(proofs.receiptFile().put("receipt", receipt))).isEqualTo("commitment_mismatch");
        assertThat(reason(proofs.receiptFile().put("receipt", elsewhere))).isEqualTo("not_included");
    }

    @Test
    void anInclusionOfAnotherEntryOrSizeIsRefused() {
        ObjectNode moved = proofs.inclusionFile(7);
        moved.withObject("inclusion").put("leafIndex", 7);
        ObjectNode grown = proofs.inclusionFile(7);
        grown.withObject("inclusion").put("treeSize", 12);
        ObjectNode of = proofs.receiptFile();
        of.withObject("inclusion").put("leafIndex", 3);

        assertThat(reason(moved)).isEqualTo("not_included");
        assertThat(reason(grown)).isEqualTo("root_mismatch");
        assertThat(reason(of)).isEqualTo("not_included");
        assertThat(reason(proofs.inclusionFile(7).put("note", "all is well"))).isEqualTo("not_a_proof");
    }

    @Test
    void aHistoryThatWasRewrittenIsFoundByWhoKeptACheckpoint() {
        String kept = proofs.checkpoint(6);

        assertThat(reason(proofs.rewritten(4).consistencyFile(kept, 6))).isEqualTo("history_rewritten");
    }

    @Test
    void whatAnotherKeySignedIsNotBelieved() {
        SampleProofs foreign = new SampleProofs(folder.resolve("foreign"), 11);

        assertThat(reason(foreign.receiptFile())).isEqualTo("unknown_key");
    }

    @Test
    void theExitCodeSaysWhetherItIsProved() throws IOException {
        String keys = PINNED.resolve("keys.json").toString();
        Path changed = Files.writeString(
                folder.resolve("changed.json"),
                Files.readString(PINNED.resolve("receipt.json")).replace("leafIndex\":", "leafIndex\":1"));

        assertThat(Main.run("verify", changed.toString(), "--keys", keys)).isEqualTo(1);
        assertThat(Main.run("verify", changed.toString())).isEqualTo(2);
        assertThat(Main.run("verify", folder.resolve("none").toString(), "--keys", keys))
                .isEqualTo(2);
    }

    private Verdict check(JsonNode file) {
        return check(file.toString());
    }

    private Verdict check(String text) {
        return new ProofFileCheck(proofs.keys()).check(text);
    }

    private String reason(JsonNode file) {
        return check(file) instanceof Verdict.Refused refused ? refused.reason() : "verified";
    }
}
