package io.assent.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @Test
    void namesWhoCannotHaveItsPortBeforeAnythingStarts(@TempDir Path data) throws IOException {
        Ports free = Ports.free();
        try (var holder = new ServerSocket(free.notification())) {
            var plan = new StackPlan(Path.of("."), data, false, free, "wall");

            assertThatThrownBy(() -> LocalStack.start(plan, new Progress(System.err)))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage(
                            "port %d (notification-service) is taken; free it or set --port-notification or"
                                    + " ASSENT_PORT_NOTIFICATION",
                            holder.getLocalPort());
            assertThat(data).isEmptyDirectory();
        }
    }

    @Test
    void saysNothingWhenAllAreFree() throws IOException {
        assertThat(Ports.free().taken()).isEmpty();
    }
}
