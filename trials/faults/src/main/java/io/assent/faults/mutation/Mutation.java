package io.assent.faults.mutation;

import io.assent.faults.client.Errands;
import io.assent.faults.cluster.Cluster;
import io.assent.local.stack.Service;
import java.util.Locale;

/** A guard that is taken away in one service by the agent, and what provokes the violation that it prevents. */
public enum Mutation {
    NO_BARRIER(Service.NOTIFICATION, Provocations::lateProjection),
    NO_COMMIT_WAIT(Service.CONSENT, Provocations::pausedRelay),
    NO_OFFSET_FENCE(Service.NOTIFICATION, Provocations::zombieGate),
    NO_RELAY_FENCE(Service.NOTIFICATION, Provocations::killedRelay),
    BATCH_DEAD_LETTER(Service.NOTIFICATION, Provocations::poisonedBatch),
    IGNORE_CONFLICT_RETRY(Service.CONSENT, Provocations::repeatedCommands),
    ACKS_ONE(Service.NOTIFICATION, Provocations::cutOffLeaderOfRequests),
    END_OFFSET_GATE(Service.NOTIFICATION, Provocations::coordinatorWithoutLeader);

    private interface Provocation {
        void on(Cluster cluster, Errands errands) throws InterruptedException;
    }

    private final Service service;
    private final Provocation provocation;

    Mutation(Service service, Provocation provocation) {
        this.service = service;
        this.provocation = provocation;
    }

    /** As the command line and the agent name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Mutation of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whose instances are changed. */
    public Service service() {
        return service;
    }

    public void provoke(Cluster cluster, Errands errands) throws InterruptedException {
        provocation.on(cluster, errands);
    }
}
