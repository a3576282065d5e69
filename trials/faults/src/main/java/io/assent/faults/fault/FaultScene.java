package io.assent.faults.fault;

import io.assent.faults.client.Errands;
import io.assent.faults.cluster.Cluster;
import io.assent.faults.cluster.ServiceNode;
import io.assent.local.stack.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;

/** Does to a cluster what {@link Fault} names. */
public final class FaultScene {
    /** A platform starts again what died. */
    private static final long RESTART_MILLIS = 1_000;
    /** Longer than any session of a consumer (10 s) or a broker (9 s). */
    private static final long BEYOND_SESSIONS_MILLIS = 13_000;

    private final Cluster cluster;
    private final Errands errands;

    public FaultScene(Cluster cluster, Errands errands) {
        this.cluster = cluster;
        this.errands = errands;
    }

    void killService(Service service, Random random) throws InterruptedException {
        ServiceNode victim = cluster.service(service, 1 + random.nextInt(Cluster.INSTANCES));
        victim.kill();
        Thread.sleep(RESTART_MILLIS);
        victim.start();
    }

    void killBroker(int node) throws InterruptedException {
        cluster.kafka().kill(node);
        Thread.sleep(BEYOND_SESSIONS_MILLIS);
        cluster.kafka().start(node);
    }

    void killController() throws InterruptedException {
        killBroker(cluster.kafka().activeController());
    }

    void killPrimary() throws InterruptedException {
        try {
            cluster.postgres().failOver();
            cluster.postgres().addStandby();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the failover failed", e);
        }
    }

    /** Commits hang when the primary dies; the standby has them, and nobody was told. */
    void killPrimaryInCommit() throws InterruptedException {
        cluster.postgres().pauseStandby();
        Thread.sleep(1_500);
        killPrimary();
    }

    void pauseGate(Random random) throws InterruptedException {
        pause(cluster.service(Service.NOTIFICATION, 1 + random.nextInt(Cluster.INSTANCES)), random);
    }

    void pauseRelayHolder(Random random) throws InterruptedException {
        Service service = Service.values()[random.nextInt(Service.values().length)];
        var holder = cluster.relayHolder(service);
        if (holder.isPresent()) {
            pause(holder.get(), random);
        }
    }

    private static void pause(ServiceNode victim, Random random) throws InterruptedException {
        victim.pause();
        try {
            Thread.sleep(random.nextBoolean() ? BEYOND_SESSIONS_MILLIS : 2_000);
        } finally {
            victim.resume();
        }
    }

    void pauseLeader(Random random) throws InterruptedException {
        int leader = cluster.kafka().leaderOf("consent.events", random.nextInt(24));
        cluster.kafka().pause(leader);
        try {
            Thread.sleep(BEYOND_SESSIONS_MILLIS);
        } finally {
            cluster.kafka().resume(leader);
        }
    }

    void cutOffBroker(int node) throws InterruptedException {
        cluster.kafka().cutOff(node);
        try {
            Thread.sleep(BEYOND_SESSIONS_MILLIS);
        } finally {
            cluster.kafka().heal();
        }
    }

    void rollingRestart(Random random) throws InterruptedException {
        Service service = Service.values()[random.nextInt(Service.values().length)];
        for (int number = 1; number <= Cluster.INSTANCES; number++) {
            ServiceNode node = cluster.service(service, number);
            node.stop();
            node.start();
            node.awaitReady(Duration.ofSeconds(60));
        }
    }

    void cancelSyncWait() throws InterruptedException {
        cluster.postgres().pauseStandby();
        try {
            for (int round = 0; round < 4; round++) {
                Thread.sleep(700);
                int _ = cluster.postgres().cancelWaits();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("waits cannot be cancelled", e);
        } finally {
            cluster.postgres().resumeStandby();
        }
    }

    void repeatEverything() throws InterruptedException {
        errands.repeat();
    }

    void poison() {
        errands.poison();
    }

    void scale(Random random) throws InterruptedException {
        Service service = Service.values()[random.nextInt(Service.values().length)];
        ServiceNode third = cluster.service(service, Cluster.INSTANCES + 1);
        third.start();
        third.awaitReady(Duration.ofSeconds(60));
        Thread.sleep(3_000);
        third.stop();
    }
}
