package io.assent.faults.agent;

import net.bytebuddy.asm.Advice;

/** The method does nothing. */
final class Skip {
    private Skip() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean skip() {
        return true;
    }
}
