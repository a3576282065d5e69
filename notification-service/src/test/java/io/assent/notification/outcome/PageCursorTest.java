package io.assent.notification.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class PageCursorTest {
    @Property
    void itIsReadAsItWasWritten(
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long micros,
            @ForAll @LongRange(min = 0) long position) {
        PageCursor cursor = new PageCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), position);

        assertThat(PageCursor.parse(cursor.text())).contains(cursor);
    }

    @Property
    void whateverIsNoCursorIsRefused(@ForAll String text) {
        PageCursor.parse(text).ifPresent(cursor -> assertThat(cursor.text()).isEqualTo(text));
    }
}
