package io.assent.faults.mutation;

import io.assent.faults.client.Errands;
import io.assent.faults.cluster.Cluster;
import io.assent.faults.cluster.KafkaCluster;
import io.assent.faults.cluster.RowLock;
import io.assent.faults.cluster.ServiceNode;
import io.assent.local.stack.Service;
import java.time.Duration;

/** Schedules that the product survives, and a product without the guard does not. */
final class Provocations {
    private static final String POSITIONS_OF_CONSENT =
            "select 1 from consumer_position where consumer = 'consent-projection' for update";
    private static final String DECISIONS = "consent.events";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    /** A leader waits ten seconds for a replica that does not fetch, and looks every five. */
    private static final Duration BEYOND_LAG = Duration.ofSeconds(30);

    private Provocations() {}

    /** The projection is held up while people withdraw and companies go on sending. */
    static void lateProjection(Cluster cluster, Errands errands) throws InterruptedException {
        try (RowLock _ = cluster.postgres().hold("notification", POSITIONS_OF_CONSENT)) {
            errands.withdrawAll();
            errands.awaitAnswers(PATIENCE);
            errands.sendToAll();
            Thread.sleep(2_500);
        }
        Thread.sleep(2_000);
    }

    /** Who relays decisions to Kafka stands still while they are asked for at the other instance. */
    static void pausedRelay(Cluster cluster, Errands errands) throws InterruptedException {
        ServiceNode holder = cluster.relayHolder(Service.CONSENT).orElseThrow();
        holder.pause();
        try {
            errands.withdrawAll();
            errands.awaitAnswers(PATIENCE);
            errands.sendToAll();
            Thread.sleep(2_500);
        } finally {
            holder.resume();
        }
        errands.awaitAnswers(PATIENCE);
    }

    /** A gate sleeps with a batch in hand, another takes its partitions and applies it, and the sleeper wakes up. */
    static void zombieGate(Cluster cluster, Errands errands) throws InterruptedException {
        ServiceNode sleeper = cluster.service(Service.NOTIFICATION, 1);
        try {
            try (RowLock _ = cluster.postgres().hold("notification", POSITIONS_OF_CONSENT)) {
                errands.sendAroundPoison(10);
                Thread.sleep(1_500);
                sleeper.pause();
                Thread.sleep(14_000);
            }
            Thread.sleep(6_000);
        } finally {
            sleeper.resume();
        }
        Thread.sleep(5_000);
    }

    /** The relay dies after Kafka has committed, and before the database knows it. */
    static void killedRelay(Cluster cluster, Errands errands) throws InterruptedException {
        ServiceNode holder = cluster.relayHolder(Service.NOTIFICATION).orElseThrow();
        try (RowLock _ = cluster.postgres().hold("notification", "select 1 from outbox_published for update")) {
            errands.sendToAll();
            Thread.sleep(2_500);
            holder.kill();
        }
        Thread.sleep(5_000);
        holder.start();
    }

    /** A record that only the database refuses comes in one batch with good ones. */
    static void poisonedBatch(Cluster cluster, Errands errands) throws InterruptedException {
        errands.sendAroundPoison(20);
        Thread.sleep(3_000);
    }

    /** Every decision that was acknowledged comes once more, when it has long been taken back. */
    static void repeatedCommands(Cluster cluster, Errands errands) throws InterruptedException {
        errands.withdrawAll();
        errands.awaitAnswers(PATIENCE);
        errands.repeatFirst();
        errands.sendToAll();
        Thread.sleep(3_000);
    }

    /** The leader of requests is cut off from its replicas while companies still reach it, and then loses its term. */
    static void cutOffLeaderOfRequests(Cluster cluster, Errands errands) throws InterruptedException {
        KafkaCluster kafka = cluster.kafka();
        int partition = errands.partitions().getFirst();
        kafka.cutOff(kafka.leaderOf("notification.requests", partition));
        try {
            errands.keepSendingByRest();
            Thread.sleep(15_000);
        } finally {
            kafka.heal();
        }
        kafka.awaitInSync(RECOVERY);
    }

    /**
     * Kafka acknowledges a commit when the transaction's coordinator has logged it, and the coordinator tells the leaders
     * afterwards. Here it does not reach the one of a withdrawal, whose last stable offset stays below what was acknowledged.
     */
    static void coordinatorWithoutLeader(Cluster cluster, Errands errands) throws InterruptedException {
        KafkaCluster kafka = cluster.kafka();
        // An earlier schedule may have left all of them to one node.
        kafka.spreadLeaders();
        Thread.sleep(2_000);
        int coordinator = kafka.transactionCoordinator("consent-relay");
        int partition = errands.partitions().stream()
                .filter(each -> kafka.leaderOf(DECISIONS, each) != coordinator)
                .findFirst()
                .orElseThrow();
        kafka.cutReplication(coordinator, kafka.leaderOf(DECISIONS, partition));
        try {
            // As long as the leader waits for that replica, nothing is acknowledged.
            kafka.awaitOutOfSync(DECISIONS, partition, coordinator, BEYOND_LAG);
            Thread.sleep(2_000);
            errands.withdrawAll(partition);
            errands.awaitAnswers(PATIENCE);
            errands.sendToAll();
            Thread.sleep(4_000);
        } finally {
            kafka.heal();
        }
        kafka.awaitInSync(RECOVERY);
    }
}
