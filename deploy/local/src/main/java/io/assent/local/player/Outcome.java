package io.assent.local.player;

/** How a line ended: taken, seen before, or refused with a reason. */
sealed interface Outcome {
    record Taken() implements Outcome {}

    record Refused(String reason) implements Outcome {}

    Outcome TAKEN = new Taken();

    static Outcome of(Answer answer) {
        return answer.refusal().<Outcome>map(Refused::new).orElse(TAKEN);
    }
}
