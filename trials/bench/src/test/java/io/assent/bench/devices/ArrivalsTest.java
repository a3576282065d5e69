package io.assent.bench.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong();
    private final Arrivals arrivals = new Arrivals(now::get);
    private final Wave wave = new Wave();

    @BeforeEach
    void oneIsDue() {
        arrivals.expect(wave, "m-1", 0);
    }

    @Test
    void measuresFromDueToReceivedAndToAcknowledged() throws InterruptedException {
        now.set(2 * SECOND);
        assertThat(arrivals.received("m-1")).isTrue();
        now.set(5 * SECOND);
        arrivals.acknowledged(List.of("m-1"));

        assertThat(wave.await()).isTrue();
        assertThat(wave.isReceived()).isTrue();
        assertThat(wave.received().getMaxValue() / SECOND).isEqualTo(2);
        assertThat(wave.acknowledged().getMaxValue() / SECOND).isEqualTo(5 - Device.GATHERING.toSeconds());
    }

    @Test
    void countsWhatComesAgainAndDoesNotShowItTwice() {
        arrivals.received("m-1");

        assertThat(arrivals.received("m-1")).isFalse();
        assertThat(arrivals.repeats()).isOne();
        assertThatCode(arrivals::mustBeRight).doesNotThrowAnyException();
    }

    @Test
    void bearsWhatWasOnItsWayWhenItsReceiptWasAcknowledged() {
        arrivals.received("m-1");
        arrivals.acknowledged(List.of("m-1"));
        now.set(SECOND);

        arrivals.received("m-1");

        assertThatCode(arrivals::mustBeRight).doesNotThrowAnyException();
    }

    @Test
    void failsWhenAMessageComesAgainLongAfterItsReceipt() {
        arrivals.received("m-1");
        arrivals.acknowledged(List.of("m-1"));
        now.set(2 * SECOND);

        arrivals.received("m-1");

        assertThatThrownBy(arrivals::mustBeRight).hasMessageContaining("1 messages came again");
    }

    @Test
    void failsWhenAMessageComesThatNobodySent() {
        arrivals.received("m-2");

        assertThatThrownBy(arrivals::mustBeRight).hasMessageContaining("m-2 was sent by nobody");
    }
}
