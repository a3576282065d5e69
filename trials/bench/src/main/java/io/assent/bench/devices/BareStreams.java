package io.assent.bench.devices;

import io.assent.bench.gate.GateWorld;
import io.assent.bench.gate.Requests;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A server of event streams and nothing else, in a process of its own: it writes ready-made events when it is told to. */
public final class BareStreams {
    static final String INBOX = "/v1/inbox";
    /** Followed by how many events are written to each stream. */
    static final String SEND = "/send/";

    static final int LOOPS = 2;

    private BareStreams() {}

    /** @param args the port */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Vertx.vertx().deployVerticle(() -> new Loop(port), new DeploymentOptions().setInstances(LOOPS));
    }

    private static final class Loop extends AbstractVerticle {
        private final int port;
        private final List<HttpServerResponse> streams = new ArrayList<>();
        private final String item = "\",\"company\":\"" + GateWorld.company(0)
                + "\",\"category\":\"utility\",\"sealed\":\"" + new Requests().sealed(0, GateWorld.company(0))
                + "\",\"occurredAt\":\"" + Instant.now() + "\"}\n\n";
        private long written;

        Loop(int port) {
            this.port = port;
        }

        @Override
        public void start() {
            vertx.eventBus().consumer(SEND, this::send);
            vertx.createHttpServer().requestHandler(this::answer).listen(port);
        }

        private void answer(HttpServerRequest request) {
            if (request.path().equals(INBOX)) {
                open(request.response());
            } else if (request.path().startsWith(SEND)) {
                vertx.eventBus().publish(SEND, Integer.valueOf(request.path().substring(SEND.length())));
                request.response().end();
            } else {
                long used =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                request.response().end("jvm_memory_used_bytes{area=\"heap\"} " + used + "\n");
            }
        }

        private void open(HttpServerResponse response) {
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .write(":connected\n\n");
            streams.add(response);
            response.closeHandler(_ -> streams.remove(response));
        }

        private void send(Message<Integer> each) {
            for (int i = 0; i < each.body(); i++) {
                for (HttpServerResponse stream : streams) {
                    stream.write("event:message\nid:" + ++written + "\ndata:{\"messageId\":\"m-" + written + item);
                }
            }
        }
    }
}
