package io.assent.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.notification.client.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final Outcome DELIVERED = new Outcome.Delivered(Instant.EPOCH, Optional.empty());

    @ParameterizedTest
    @CsvSource({"WITHDRAWAL, consent_withdrawn", "BLOCK, blocked"})
    void keptWhenTheMessageIsSuppressedForTheNoThatWasSaid(Revocation revocation, String reason) {
        assertThat(Verdict.of(revocation, false, new Outcome.Suppressed(reason)))
                .isInstanceOf(Verdict.Kept.class);
    }

    static List<Outcome> allOutcomes() {
        return List.of(
                new Outcome.Suppressed("blocked"),
                new Outcome.Open("undecided"),
                new Outcome.Open("accepted"),
                new Outcome.Expired(),
                DELIVERED);
    }

    @ParameterizedTest
    @MethodSource("allOutcomes")
    void brokenWhenItIsShownWhateverTheServiceSays(Outcome outcome) {
        assertThat(Verdict.of(Revocation.BLOCK, true, outcome)).isInstanceOf(Verdict.Broken.class);
    }

    static List<Outcome> charged() {
        return List.of(new Outcome.Open("sent"), DELIVERED);
    }

    @ParameterizedTest
    @MethodSource("charged")
    void brokenWhenItCountsAsDeliveredAlthoughNothingIsShown(Outcome outcome) {
        assertThat(Verdict.of(Revocation.WITHDRAWAL, false, outcome)).isInstanceOf(Verdict.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"undecided", "accepted"})
    void failedWhenNobodyDecides(String status) {
        assertThat(Verdict.of(Revocation.WITHDRAWAL, false, new Outcome.Open(status)))
                .isEqualTo(new Verdict.Failed("neither suppressed nor delivered after a withdrawal: " + status));
    }

    @Test
    void failedWhenItExpires() {
        assertThat(Verdict.of(Revocation.WITHDRAWAL, false, new Outcome.Expired()))
                .isEqualTo(new Verdict.Failed("neither suppressed nor delivered after a withdrawal: expired"));
    }

    /** Suppressed by luck: the round says nothing about the no. */
    @Test
    void failedWhenItIsSuppressedForAnotherReason() {
        assertThat(Verdict.of(Revocation.BLOCK, false, new Outcome.Suppressed("unknown_recipient")))
                .isEqualTo(new Verdict.Failed("suppressed for another reason after a block: unknown_recipient"));
    }

    @Test
    void withdrawalsAndBlocksTakeTurns() {
        assertThat(Revocation.WITHDRAWAL.next()).isEqualTo(Revocation.BLOCK);
        assertThat(Revocation.BLOCK.next()).isEqualTo(Revocation.WITHDRAWAL);
    }
}
