package io.assent.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({"WITHDRAWAL, consent_withdrawn", "BLOCK, blocked"})
    void keptWhenTheMessageIsSuppressedForTheNoThatWasSaid(Revocation revocation, String reason) {
        assertThat(Verdict.of(revocation, false, "suppressed", reason)).isInstanceOf(Verdict.Kept.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suppressed", "undecided", "accepted", "expired", "delivered"})
    void brokenWhenItIsShownWhateverTheServiceSays(String status) {
        assertThat(Verdict.of(Revocation.BLOCK, true, status, "blocked")).isInstanceOf(Verdict.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "delivered", "read"})
    void brokenWhenItCountsAsDeliveredAlthoughNothingIsShown(String status) {
        assertThat(Verdict.of(Revocation.WITHDRAWAL, false, status, "")).isInstanceOf(Verdict.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"undecided", "accepted", "expired"})
    void failedWhenNobodyDecides(String status) {
        assertThat(Verdict.of(Revocation.WITHDRAWAL, false, status, ""))
                .isEqualTo(new Verdict.Failed("neither suppressed nor delivered after a withdrawal: " + status));
    }

    /** Suppressed by luck: the round says nothing about the no. */
    @Test
    void failedWhenItIsSuppressedForAnotherReason() {
        assertThat(Verdict.of(Revocation.BLOCK, false, "suppressed", "unknown_recipient"))
                .isEqualTo(new Verdict.Failed("suppressed for another reason after a block: unknown_recipient"));
    }

    @Test
    void withdrawalsAndBlocksTakeTurns() {
        assertThat(Revocation.WITHDRAWAL.next()).isEqualTo(Revocation.BLOCK);
        assertThat(Revocation.BLOCK.next()).isEqualTo(Revocation.WITHDRAWAL);
    }
}
