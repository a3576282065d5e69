package io.assent.local.player;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The highest offset of each partition that somebody was told of; what is read after must not be older. */
final class Offsets {
    private final Map<String, Long> highest = new ConcurrentHashMap<>();

    /** Remembers a consistency token such as {@code consent.events/7/42}. */
    String saw(String token) {
        int slash = token.lastIndexOf('/');
        highest.merge(token.substring(0, slash), Long.parseLong(token.substring(slash + 1)), Math::max);
        return token;
    }

    String saw(RecordMetadata written) {
        return saw(written.topic() + "/" + written.partition() + "/" + written.offset());
    }

    /** As {@code Assent-At-Least} wants it. */
    String atLeast() {
        return highest.entrySet().stream()
                .map(e -> e.getKey() + "/" + e.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
