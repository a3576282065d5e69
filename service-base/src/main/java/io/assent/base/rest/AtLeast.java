package io.assent.base.rest;

import io.assent.base.kafka.ProjectionProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads that are at least as fresh as a consistency token: {@code topic/partition/offset}, several of them separated by
 * commas, as the services and Kafka's acknowledgements give them.
 */
@ApplicationScoped
public class AtLeast {
    private static final Pattern TOKEN = Pattern.compile("([A-Za-z0-9._-]{1,200})/(\\d{1,6})/(\\d{1,18})");
    private static final Duration POLL = Duration.ofMillis(3);

    private final ProjectionProgress progress;

    public AtLeast(ProjectionProgress progress) {
        this.progress = progress;
    }

    /** Returns when the projections have passed the token; a problem {@code not_yet} when they do not in time. */
    public void await(@Nullable String token, Duration patience) {
        if (token == null || token.isBlank()) {
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        for (Map.Entry<TopicPartition, Long> wanted : parse(token).entrySet()) {
            while (!progress.passed(wanted.getKey(), wanted.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw Problem.later(503, "not_yet", "the projection has not passed " + wanted.getKey());
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private static Map<TopicPartition, Long> parse(String token) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (String part : token.split(",", 100)) {
            Matcher matcher = TOKEN.matcher(part.strip());
            if (!matcher.matches()) {
                throw Problem.invalidField("a consistency token is topic/partition/offset[,…]");
            }
            offsets.merge(
                    new TopicPartition(matcher.group(1), Integer.parseInt(matcher.group(2))),
                    Long.parseLong(matcher.group(3)),
                    Math::max);
        }
        return offsets;
    }
}
