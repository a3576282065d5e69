package io.assent.consent.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;

/** What an SRE wants to know of consent; README.md explains each. */
@Singleton
public class ConsentMetrics {
    private final MeterRegistry registry;
    private final DistributionSummary groupSize;
    private final Timer groupCommit;
    private final Timer acknowledgement;
    private final Counter foreignRecords;
    private final Counter outdatedRecords;
    private final Timer erasure;
    private final Counter checkpoints;

    public ConsentMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.groupSize = registry.summary("assent.consent.group.size");
        this.groupCommit = registry.timer("assent.consent.group.commit");
        this.acknowledgement = registry.timer("assent.consent.acknowledgement");
        this.foreignRecords = registry.counter("assent.consent.foreign.records");
        this.outdatedRecords = registry.counter("assent.consent.outdated.records");
        this.erasure = registry.timer("assent.consent.erasure");
        this.checkpoints = registry.counter("assent.consent.checkpoints");
        // There before the first refusal, so that an alert sees it rise.
        UnprovableException.REASONS.forEach(this::refusedCheckpoints);
    }

    <T> T timeGroup(int commands, Supplier<T> commit) {
        groupSize.record(commands);
        return Objects.requireNonNull(groupCommit.record(commit));
    }

    void changed(Collection<Entry> entries) {
        entries.forEach(entry -> registry.counter("assent.consent.changes", "change", entry.change())
                .increment());
    }

    /** Every service has reported. */
    void erased(Instant askedAt, Instant completedAt) {
        erasure.record(Duration.between(askedAt, completedAt));
    }

    /** From the request to the moment when it may be answered. */
    public void acknowledged(Duration duration) {
        acknowledgement.record(duration);
    }

    public void refused(String reason) {
        registry.counter("assent.consent.refusals", "reason", reason).increment();
    }

    void checkpoint() {
        checkpoints.increment();
    }

    /** The history is not the one that was signed for. */
    void checkpointRefused(String reason) {
        refusedCheckpoints(reason).increment();
    }

    private Counter refusedCheckpoints(String reason) {
        return registry.counter("assent.consent.checkpoints.refused", "reason", reason);
    }

    public void foreign() {
        foreignRecords.increment();
    }

    public void outdated(int records) {
        outdatedRecords.increment(records);
    }
}
