package io.assent.ad.kafka;

import io.assent.ad.AdConfig;
import io.assent.ad.memory.ConsentMemory;
import io.assent.exactlyonce.FreshnessLease;
import io.assent.exactlyonce.InMemoryPositions;
import io.assent.exactlyonce.ReadBarrier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether the memory of choices and blocks may be relied on now. Ask before you read them. */
@Singleton
public class ConsentLease {
    private static final int PARTITIONS = 24;

    private final ReadBarrier barrier;
    private final FreshnessLease lease;
    private final ConsentMemory memory;
    private final AdConfig config;

    public ConsentLease(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            InMemoryPositions positions,
            ConsentMemory memory,
            AdConfig config,
            MeterRegistry meters) {
        this.barrier = new ReadBarrier(MemoryUpdates.CONSENT, "ad-" + config.instance(), kafka);
        this.lease = new FreshnessLease(
                barrier,
                MemoryUpdates.CONSENT,
                IntStream.range(0, PARTITIONS).boxed().collect(Collectors.toSet()),
                positions,
                config.barrierInterval());
        this.memory = memory;
        this.config = config;
        Gauge.builder("assent.lease.age.seconds", lease, each -> each.age().toMillis() / 1_000.0)
                .strongReference(true)
                .register(meters);
    }

    /** False when the terms are not known yet, or no barrier has come back in time. */
    public boolean isFresh() {
        return memory.lease(PARTITIONS)
                .map(terms -> lease.awaitFresh(terms, config.leasePatience()))
                .orElse(false);
    }

    void start(@Observes StartupEvent event) {
        lease.start();
    }

    void stop(@Observes ShutdownEvent event) {
        lease.close();
        barrier.close();
    }
}
