package io.assent.faults.cluster;

import io.assent.servers.TopicTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/** Three Kafka nodes. */
public final class KafkaCluster implements AutoCloseable {
    private final ClusterPorts ports;
    private final Links links;
    private final List<KafkaNode> nodes;

    private KafkaCluster(ClusterPorts ports, Links links, List<KafkaNode> nodes) {
        this.ports = ports;
        this.links = links;
        this.nodes = nodes;
    }

    static KafkaCluster start(Path directory, ClusterPorts ports) throws IOException, InterruptedException {
        Links links = Links.open(KafkaNode.NODES, List.of(ports.replicationBase(), ports.controllerBase()));
        List<KafkaNode> nodes = IntStream.rangeClosed(1, KafkaNode.NODES)
                .mapToObj(id -> new KafkaNode(id, directory.resolve("kafka-" + id), ports))
                .toList();
        var cluster = new KafkaCluster(ports, links, nodes);
        try {
            String clusterId = Uuid.randomUuid().toString();
            for (KafkaNode node : nodes) {
                node.format(clusterId);
            }
            nodes.forEach(KafkaNode::start);
            await(() -> cluster.brokers() == KafkaNode.NODES, Duration.ofSeconds(120), "not all brokers have come");
            TopicTable.create(cluster.bootstrapServers(), (short) KafkaNode.NODES);
            return cluster;
        } catch (RuntimeException | IOException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return IntStream.rangeClosed(1, KafkaNode.NODES)
                .mapToObj(id -> "127.0.0.1:" + ports.kafka(id))
                .collect(Collectors.joining(","));
    }

    public void kill(int node) throws InterruptedException {
        node(node).child().kill();
    }

    public void start(int node) {
        if (!node(node).child().isAlive()) {
            node(node).start();
        }
    }

    public void pause(int node) {
        node(node).child().pause();
    }

    public void resume(int node) {
        node(node).child().resume();
    }

    /** Cuts the node off from its peers; clients still reach it. */
    public void cutOff(int node) {
        links.cutOff(node);
    }

    /** The one neither fetches from the other nor tells it anything; the other way is open, and so are all to controllers. */
    public void cutReplication(int from, int to) {
        links.cut(from, ports.replication(to));
    }

    /** Everything runs, and everybody reaches everybody. */
    public void heal() {
        links.mend();
        nodes.forEach(node -> {
            node.child().resume();
            start(node.id());
        });
    }

    public int leaderOf(String topic, int partition) {
        return describe(topic, partition).leader().id();
    }

    private TopicPartitionInfo describe(String topic, int partition) {
        return ask(admin -> Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(10, TimeUnit.SECONDS)
                        .get(topic))
                .partitions()
                .get(partition));
    }

    /** Gives partitions back to the leaders that they had before nodes failed. */
    public void spreadLeaders() {
        var _ = ask(admin ->
                admin.electLeaders(ElectionType.PREFERRED, null).partitions().get(10, TimeUnit.SECONDS));
    }

    public int activeController() {
        return ask(admin -> admin.describeMetadataQuorum()
                .quorumInfo()
                .get(10, TimeUnit.SECONDS)
                .leaderId());
    }

    /** Node that coordinates the transactional id's transactions. */
    public int transactionCoordinator(String transactionalId) {
        return ask(admin -> admin.describeTransactions(List.of(transactionalId))
                .description(transactionalId)
                .get(10, TimeUnit.SECONDS)
                .coordinatorId());
    }

    /** Waits until every partition has all of its replicas in sync. */
    public void awaitInSync(Duration patience) throws InterruptedException {
        await(() -> outOfSync() == 0, patience, "replicas are not in sync again");
    }

    /** Waits until the partition's leader no longer waits for the replica of this node. */
    public void awaitOutOfSync(String topic, int partition, int node, Duration patience) throws InterruptedException {
        await(
                () -> describe(topic, partition).isr().stream().noneMatch(replica -> replica.id() == node),
                patience,
                "node " + node + " is still in sync");
    }

    private long outOfSync() {
        return ask(admin -> {
            var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get(10, TimeUnit.SECONDS);
            return admin.describeTopics(names).allTopicNames().get(10, TimeUnit.SECONDS).values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .filter(KafkaCluster::isBehind)
                    .count();
        });
    }

    private static boolean isBehind(TopicPartitionInfo partition) {
        return partition.isr().size() < partition.replicas().size();
    }

    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private <T> T ask(Question<T> question) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            return question.ask(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private int brokers() {
        return ask(admin ->
                admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size());
    }

    private static void await(BooleanSupplier reached, Duration patience, String complaint)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!known(reached)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(complaint);
            }
            Thread.sleep(250);
        }
    }

    private static boolean known(BooleanSupplier reached) {
        try {
            return reached.getAsBoolean();
        } catch (IllegalStateException notNow) {
            return false;
        }
    }

    private KafkaNode node(int id) {
        return nodes.get(id - 1);
    }

    @Override
    public void close() throws InterruptedException {
        for (KafkaNode node : nodes) {
            node.child().resume();
            node.child().kill();
        }
        links.close();
    }
}
