package io.assent.faults.agent;

import net.bytebuddy.asm.Advice;

/** All producers are satisfied when the leader has it. The configuration would refuse that for idempotent ones. */
final class AcksOne {
    private AcksOne() {}

    @Advice.OnMethodEnter
    static void leaderOnly(@Advice.Argument(value = 6, readOnly = false) short acks) {
        acks = 1;
    }
}
