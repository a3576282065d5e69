package io.assent.exactlyonce;

import java.time.Duration;
import java.util.Map;

/**
 * @param name of the relay, the same in all instances: its transactional id, its group of positions, its advisory lock
 * @param positionTopic an existing topic with at least as many partitions as there are lanes; lane positions are kept under
 *     its partitions' names in Kafka's own offsets
 * @param lanes how many lanes the outbox has: 0 … lanes − 1
 * @param kafka connection properties, at least {@code bootstrap.servers}
 * @param idlePoll how often an idle relay looks for rows of other instances
 */
public record RelayConfig(String name, String positionTopic, int lanes, Map<String, Object> kafka, Duration idlePoll) {
    public RelayConfig(String name, String positionTopic, int lanes, Map<String, Object> kafka) {
        this(name, positionTopic, lanes, kafka, Duration.ofMillis(25));
    }
}
