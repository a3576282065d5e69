package io.assent.faults.check;

import static io.assent.faults.check.Invariant.FLOW;
import static io.assent.faults.check.Invariant.P1_ADS;
import static io.assent.faults.check.Invariant.P1_MESSAGES;
import static io.assent.faults.check.Invariant.P2_CHARGES;
import static io.assent.faults.check.Invariant.P3_CONSENT;
import static io.assent.faults.check.Invariant.P3_MESSAGES;
import static io.assent.faults.check.Invariant.P6_BUDGET;
import static io.assent.faults.check.Invariant.TOLD_ONCE;
import static io.assent.faults.check.Invariant.VERSIONS;
import static io.assent.faults.history.Kind.BLOCK;
import static io.assent.faults.history.Kind.CHOOSE_ADS;
import static io.assent.faults.history.Kind.FEED;
import static io.assent.faults.history.Kind.GRANT;
import static io.assent.faults.history.Kind.RECEIPT;
import static io.assent.faults.history.Kind.SEND;
import static io.assent.faults.history.Kind.SHOWN;
import static io.assent.faults.history.Kind.UNBLOCK;
import static io.assent.faults.history.Kind.VIEWS;
import static io.assent.faults.history.Kind.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckerTest {
    private static Story delivered() {
        return new Story()
                .ok(SEND, "m", 30, 40)
                .ok(SHOWN, "m", 50, 50)
                .told("m", "delivered")
                .charged("m:delivered", 5, 5);
    }

    @Test
    void aMessageMayComeThatWasSentBeforeTheWithdrawalWasAcknowledged() {
        assertThat(delivered().ok(GRANT, 1, 2).ok(WITHDRAW, 10, 31).violated()).isEmpty();
    }

    @Test
    void aMessageMustNotComeThatWasSentAfterTheWithdrawalWasAcknowledged() {
        assertThat(delivered().ok(GRANT, 1, 2).ok(WITHDRAW, 10, 29).violated()).containsExactly(P1_MESSAGES);
    }

    @Test
    void aMessageMustNotComeAfterABlockWhateverWasGranted() {
        assertThat(delivered().ok(BLOCK, 10, 20).ok(GRANT, 21, 22).violated()).containsExactly(P1_MESSAGES);
    }

    @Test
    void aLaterYesAllowsIt() {
        assertThat(delivered().ok(WITHDRAW, 10, 20).ok(GRANT, 41, 45).violated())
                .isEmpty();
        assertThat(delivered().ok(BLOCK, 10, 20).ok(UNBLOCK, 41, 45).violated()).isEmpty();
    }

    @Test
    void aYesWithoutAnAnswerMayHaveBeenDone() {
        assertThat(delivered().unknown(GRANT, "", 5).ok(WITHDRAW, 10, 20).violated())
                .isEmpty();
    }

    @Test
    void aYesAfterItWasShownDoesNotExcuseIt() {
        assertThat(delivered().ok(WITHDRAW, 10, 20).ok(GRANT, 51, 60).violated())
                .containsExactly(P1_MESSAGES);
    }

    @Test
    void aWithdrawalWithoutAnAnswerForbidsNothing() {
        assertThat(delivered().unknown(WITHDRAW, "", 10).violated()).isEmpty();
    }

    @Test
    void aFeedMayCarryAnAdWhileTheChoiceIsChanged() {
        assertThat(new Story()
                        .ok(CHOOSE_ADS, "none", 10, 21)
                        .ok(FEED, "f", 20, 30, "c")
                        .violated())
                .isEmpty();
    }

    @Test
    void aFeedMustNotCarryAnAdAfterTheOptOut() {
        assertThat(new Story()
                        .ok(CHOOSE_ADS, "none", 10, 19)
                        .ok(FEED, "f", 20, 30, "c")
                        .violated())
                .containsExactly(P1_ADS);
    }

    @Test
    void aFeedMustNotCarryAnAdOfABlockedCompanyAlone() {
        assertThat(new Story().ok(BLOCK, 10, 19).ok(FEED, "f", 20, 30, "c").violated())
                .containsExactly(P1_ADS);
        assertThat(new Story()
                        .ok(BLOCK, 10, 19)
                        .ok(FEED, "f", 20, 30, "another")
                        .violated())
                .isEmpty();
    }

    @Test
    void eachDeliveryAndImpressionIsChargedOnce() {
        assertThat(delivered().impression("i", 2).charged("i", 2, 2).violated()).isEmpty();
    }

    @Test
    void aChargeIsMissing() {
        assertThat(new Story().ok(SEND, "m", 1, 2).told("m", "delivered").violated())
                .containsExactly(P2_CHARGES);
    }

    @Test
    void aChargeIsThereTwice() {
        assertThat(delivered().charged("m:delivered", 5, 5).violated()).containsExactly(P2_CHARGES);
    }

    @Test
    void somethingIsChargedThatWasNeverDelivered() {
        assertThat(new Story().charged("m:delivered", 5, 5).violated()).containsExactly(P2_CHARGES);
    }

    @Test
    void aChargeIsNotPostedAsItIs() {
        assertThat(new Story().impression("i", 5).charged("i", 5, 4).violated()).containsExactly(P2_CHARGES);
    }

    @Test
    void anAcknowledgedMessageEndsOnce() {
        assertThat(new Story().ok(SEND, "m", 1, 2).told("m", "suppressed").violated())
                .isEmpty();
        assertThat(new Story().unknown(SEND, "m", 1).violated()).isEmpty();
    }

    @Test
    void anAcknowledgedMessageIsLost() {
        assertThat(new Story().ok(SEND, "m", 1, 2).told("m", "accepted").violated())
                .containsExactly(P3_MESSAGES);
    }

    @Test
    void aMessageHasTwoEnds() {
        assertThat(delivered().told("m", "suppressed").violated()).containsExactly(P3_MESSAGES);
    }

    @Test
    void anAcknowledgedReceiptOrViewIsLost() {
        assertThat(new Story().ok(RECEIPT, "m", 1, 2).violated()).containsExactly(P3_MESSAGES);
        assertThat(new Story().ok(VIEWS, "f", 1, 2, "i").violated()).containsExactly(P3_MESSAGES);
    }

    @Test
    void theFinalStateIsTheLastDecision() {
        assertThat(new Story()
                        .ok(GRANT, 1, 2)
                        .ok(WITHDRAW, 3, 4)
                        .ok(BLOCK, 5, 6)
                        .inTheEnd("withdrawn", true)
                        .ok(CHOOSE_ADS, "none", 7, 8)
                        .choiceInTheEnd("none")
                        .violated())
                .isEmpty();
    }

    @Test
    void anAcknowledgedDecisionIsLost() {
        assertThat(new Story()
                        .ok(GRANT, 1, 2)
                        .ok(WITHDRAW, 3, 4)
                        .inTheEnd("accepted", false)
                        .violated())
                .containsExactly(P3_CONSENT);
        assertThat(new Story()
                        .ok(CHOOSE_ADS, "none", 7, 8)
                        .choiceInTheEnd("personalised")
                        .violated())
                .containsExactly(P3_CONSENT);
    }

    @Test
    void whatIsUnknownMayBeTheFinalState() {
        assertThat(new Story()
                        .unknown(GRANT, "", 1)
                        .ok(WITHDRAW, 3, 4)
                        .inTheEnd("accepted", false)
                        .violated())
                .isEmpty();
    }

    @Test
    void aCampaignMaySpendAllOfItsBudget() {
        assertThat(new Story()
                        .campaign(4, 4)
                        .impression("i", 4)
                        .charged("i", 4, 4)
                        .violated())
                .isEmpty();
    }

    @Test
    void aCampaignSpendsMoreThanItsBudget() {
        assertThat(new Story().campaign(4, 5).violated()).containsExactly(P6_BUDGET);
        assertThat(new Story()
                        .campaign(4, 4)
                        .impression("i", 5)
                        .charged("i", 5, 5)
                        .violated())
                .containsExactly(P6_BUDGET);
    }

    @Test
    void versionsRiseAndMayBeRepeated() {
        assertThat(new Story().state(1).state(3).state(3).violated()).isEmpty();
    }

    @Test
    void versionsGoBackwards() {
        assertThat(new Story().state(3).state(2).violated()).containsExactly(VERSIONS);
    }

    @Test
    void anEventIsToldOnce() {
        assertThat(new Story()
                        .told("m", "accepted")
                        .told("m", "sent")
                        .deadLetter("d")
                        .violated())
                .isEmpty();
    }

    @Test
    void anEventIsToldTwice() {
        assertThat(new Story().told("m", "accepted").told("m", "accepted").violated())
                .containsExactly(TOLD_ONCE);
        assertThat(new Story().deadLetter("d").deadLetter("d").violated()).containsExactly(TOLD_ONCE);
    }

    @Test
    void everythingFlowsAgain() {
        assertThat(new Story().violated()).isEmpty();
        assertThat(new Story().violated("messages to p")).containsExactly(FLOW);
    }
}
