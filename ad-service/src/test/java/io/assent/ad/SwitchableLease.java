package io.assent.ad;

import io.assent.ad.kafka.ConsentLease;
import io.assent.ad.memory.ConsentMemory;
import io.assent.exactlyonce.InMemoryPositions;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;

/** The lease, with a switch to take its check out, and one to deny it: only tests have them. */
@Alternative
@Priority(1)
@Singleton
class SwitchableLease extends ConsentLease {
    static volatile boolean unchecked;
    static volatile boolean denied;

    SwitchableLease(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            InMemoryPositions positions,
            ConsentMemory memory,
            AdConfig config,
            MeterRegistry meters) {
        super(kafka, positions, memory, config, meters);
    }

    @Override
    public boolean isFresh() {
        return !denied && (unchecked || super.isFresh());
    }
}
