package io.assent.faults.check;

/** What must hold whatever happens. */
public enum Invariant {
    P1_MESSAGES("no message that was sent after an acknowledged No is handed over"),
    P1_ADS("no feed that was asked for after an acknowledged No carries that ad"),
    P2_CHARGES("each delivery and each impression is charged once, and nothing else is"),
    P3_MESSAGES("each acknowledged message ends once"),
    P3_CONSENT("each acknowledged decision is in the final state"),
    P6_BUDGET("no campaign spends more than its budget"),
    VERSIONS("versions of a key never go backwards in the log"),
    TOLD_ONCE("no event is told twice"),
    FLOW("everything flows again after the healing");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
