package io.assent.base.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.exactlyonce.FencedConsumer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChannelStateTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final FencedConsumer consumer = new FencedConsumer("reader", null, null, null);

    @Test
    void aChannelIsSettledWhenItHasItsPartitions() {
        ChannelState requests = new ChannelState("requests", consumer, false);
        assertThat(requests.settled()).isFalse();

        consumer.assigned(null, List.of());

        assertThat(requests.settled()).isTrue();
    }

    @Test
    void aProjectionIsSettledWhenItHasOnceReadAllThatWasThere() {
        ChannelState projection = new ChannelState("projection", consumer, true);
        consumer.assigned(null, List.of());
        projection.sawLag(OptionalLong.empty());
        projection.sawLag(OptionalLong.of(3));
        assertThat(projection.settled()).isFalse();

        projection.sawLag(OptionalLong.of(0));
        projection.sawLag(OptionalLong.of(3));

        assertThat(projection.settled()).isTrue();
    }

    @Test
    void lagWithoutAnyTryIsAStall() {
        ChannelState requests = new ChannelState("requests", consumer, false);
        requests.sawLag(OptionalLong.of(1));

        assertThat(requests.stalled(Duration.ZERO)).isTrue();
        assertThat(requests.stalled(LONG)).isFalse();
    }

    @Test
    void aChannelThatHasReadAllOrWasNeverAskedIsNoStall() {
        ChannelState requests = new ChannelState("requests", consumer, false);
        assertThat(requests.stalled(Duration.ZERO)).isFalse();

        requests.sawLag(OptionalLong.of(0));

        assertThat(requests.stalled(Duration.ZERO)).isFalse();
    }
}
