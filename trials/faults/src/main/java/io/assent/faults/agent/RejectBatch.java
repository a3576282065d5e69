package io.assent.faults.agent;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Instead of looking for the poison record, its whole batch is dead-lettered. */
final class RejectBatch {
    private RejectBatch() {}

    @Advice.OnMethodEnter
    static void rejectAll(
            @Advice.Argument(value = 2, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object handler) {
        handler = RejectingHandler.insteadOf(handler);
    }
}
