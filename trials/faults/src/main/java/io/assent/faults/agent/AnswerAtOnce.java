package io.assent.faults.agent;

import net.bytebuddy.asm.Advice;

/** A decision is answered as soon as the database has it: neither Kafka nor any lease is waited for. */
final class AnswerAtOnce {
    private AnswerAtOnce() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean skip() {
        return true;
    }

    @Advice.OnMethodExit
    static void token(@Advice.Return(readOnly = false) String token) {
        token = "consent.events/0/0";
    }
}
