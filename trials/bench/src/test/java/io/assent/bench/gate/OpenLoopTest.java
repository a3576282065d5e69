package io.assent.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    @Test
    void findsOfWhichRequestAnOutcomeTells() {
        String event = "{\"messageId\":\"m-1\",\"company\":\"bench-0\",\"eventId\":\"request-40517\",\"user\":\"p-7\"}";

        assertThat(OpenLoop.number(event.getBytes(StandardCharsets.UTF_8))).isEqualTo(40_517);
    }
}
