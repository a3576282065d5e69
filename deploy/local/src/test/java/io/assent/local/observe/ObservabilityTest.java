package io.assent.local.observe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assent.local.stack.PortTakenException;
import io.assent.local.stack.Ports;
import io.assent.local.stack.Progress;
import io.assent.local.stack.StackPlan;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservabilityTest {
    @Test
    void namesWhoCannotHaveItsPort(@TempDir Path data) throws IOException {
        Ports free = Ports.free();
        try (var holder = new ServerSocket(free.billing())) {
            var plan = new StackPlan(Path.of("."), data, false, free, "wall");
            var ports = new ObservePorts(free.consent(), holder.getLocalPort(), free.ad());
            var observability = new Observability(plan, ports, new Progress(System.err));

            assertThatThrownBy(observability::mustHavePorts)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage(
                            "port %d (Prometheus) is taken; free it or set --port-prometheus or ASSENT_PORT_PROMETHEUS",
                            holder.getLocalPort());
        }
    }
}
