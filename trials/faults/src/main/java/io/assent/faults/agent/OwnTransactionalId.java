package io.assent.faults.agent;

import java.util.Map;
import java.util.UUID;
import net.bytebuddy.asm.Advice;

/** Each term publishes under a transactional id of its own, so none fences the one before it. */
final class OwnTransactionalId {
    private OwnTransactionalId() {}

    @Advice.OnMethodExit
    static void rename(@Advice.Return Map<String, Object> properties) {
        properties.put("transactional.id", properties.get("transactional.id") + "-" + UUID.randomUUID());
    }
}
