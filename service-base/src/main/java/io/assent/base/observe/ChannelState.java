package io.assent.base.observe;

import io.assent.exactlyonce.FencedConsumer;
import java.time.Duration;
import java.util.OptionalLong;

/** One channel as seen from outside: how far behind it is, and whether it moves. */
final class ChannelState {
    private final String channel;
    private final FencedConsumer consumer;
    private final boolean projection;
    private volatile OptionalLong lagRecords = OptionalLong.empty();
    private volatile boolean caughtUp;

    ChannelState(String channel, FencedConsumer consumer, boolean projection) {
        this.channel = channel;
        this.consumer = consumer;
        this.projection = projection;
    }

    String channel() {
        return channel;
    }

    FencedConsumer consumer() {
        return consumer;
    }

    /** @param lag records not yet read, over all partitions; empty before the first fetch */
    void sawLag(OptionalLong lag) {
        lagRecords = lag;
        caughtUp |= consumer.joined() && lag.equals(OptionalLong.of(0));
    }

    double lagRecords() {
        return lagRecords.isPresent() ? lagRecords.getAsLong() : Double.NaN;
    }

    /** True when the channel has its partitions; a projection must also have read once all that was there. */
    boolean settled() {
        return consumer.joined() && (caughtUp || !projection);
    }

    /** True when there is something to read and nothing was tried for so long. */
    boolean stalled(Duration limit) {
        return lagRecords.orElse(0) > 0 && consumer.idle().compareTo(limit) > 0;
    }
}
