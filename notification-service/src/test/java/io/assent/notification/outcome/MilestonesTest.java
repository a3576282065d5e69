package io.assent.notification.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MilestonesTest {
    private static final Instant TAKEN = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void aMessageThatWasReadMadeEveryStep() {
        assertThat(times(at(1), at(2), at(3), null).steps("read", null))
                .containsExactly(
                        step("accepted", TAKEN), step("sent", at(1)), step("delivered", at(2)), step("read", at(3)));
    }

    @Test
    void whatTheGateRefusedWasNeverAccepted() {
        assertThat(times(null, null, null, null).steps("suppressed", "no_consent"))
                .containsExactly(new Step("suppressed", TAKEN, "no_consent"));
    }

    @Test
    void whatWasCancelledHadBeenAccepted() {
        assertThat(times(at(1), null, null, at(2)).steps("suppressed", "cancelled_by_block"))
                .containsExactly(
                        step("accepted", TAKEN),
                        step("sent", at(1)),
                        new Step("suppressed", at(2), "cancelled_by_block"));
    }

    @Test
    void whatExpiredDidSoAtItsTime() {
        assertThat(times(null, null, null, null).steps("expired", null))
                .containsExactly(step("accepted", TAKEN), step("expired", at(60)));
    }

    @Test
    void whatCameAfterItsTimeWasNeverAccepted() {
        assertThat(new Milestones(TAKEN, TAKEN, null, null, null, null).steps("expired", null))
                .containsExactly(step("expired", TAKEN));
    }

    private static Milestones times(
            @Nullable Instant sent, @Nullable Instant delivered, @Nullable Instant read, @Nullable Instant cancelled) {
        return new Milestones(TAKEN, at(60), sent, delivered, read, cancelled);
    }

    private static Instant at(int minutes) {
        return TAKEN.plusSeconds(60L * minutes);
    }

    private static Step step(String status, Instant at) {
        return new Step(status, at, null);
    }
}
