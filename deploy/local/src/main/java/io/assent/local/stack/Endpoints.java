package io.assent.local.stack;

import io.assent.servers.TokenIssuer;
import java.net.URI;

/** Where a running stack is reached, by which clock it lives, and who signs its tokens. */
public record Endpoints(Ports ports, String clock, TokenIssuer tokens) {

    public URI of(Service service) {
        return URI.create("http://localhost:" + service.port(ports));
    }

    public String kafka() {
        return "localhost:" + ports.kafka();
    }

    public boolean eventTime() {
        return clock.equals("event");
    }
}
