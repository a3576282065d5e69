package io.assent.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RedeliveryScheduleTest {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final RedeliverySchedule schedule = new RedeliverySchedule(FIRST, LONGEST);

    @Test
    void eachPauseIsTwiceTheOneBeforeUpToTheLongest() {
        assertThat(schedule.delayAfter(1, 0)).isEqualTo(FIRST);
        assertThat(schedule.delayAfter(2, 0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(schedule.delayAfter(3, 0)).isEqualTo(Duration.ofMinutes(2));
        assertThat(schedule.delayAfter(5, 0)).isEqualTo(Duration.ofMinutes(8));
        assertThat(schedule.delayAfter(6, 0)).isEqualTo(LONGEST);
    }

    @Property
    void noPauseIsShorterThanTheFirstOrLongerThanAFifthMoreThanTheLongest(
            @ForAll @IntRange(min = 1) int offers, @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
        assertThat(schedule.delayAfter(offers, random)).isBetween(FIRST, LONGEST.plus(LONGEST.dividedBy(5)));
    }
}
