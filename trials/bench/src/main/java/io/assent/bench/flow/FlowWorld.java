package io.assent.bench.flow;

import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.HttpLoad;
import io.assent.bench.frame.Pace;
import io.assent.bench.gate.GateWorld;
import io.assent.bench.gate.Requests;
import io.assent.local.player.MessageIds;
import io.assent.local.stack.Service;
import io.assent.servers.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Companies that send by REST, and people whose devices listen and say what they received. */
final class FlowWorld {
    static final int DEVICES = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MESSAGE_ID = "\"messageId\":\"";

    private final HttpLoad http;
    private final HttpLoad streams;
    private final BenchStack stack;
    private final int port;
    private final Requests requests = new Requests();
    private final List<String> devices = new ArrayList<>();
    private final List<String> companies = new ArrayList<>();
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private volatile @Nullable Run run;
    private long sent;

    FlowWorld(BenchStack stack, HttpLoad http, HttpLoad streams) {
        this.stack = stack;
        this.http = http;
        this.streams = streams;
        this.port = stack.port(Service.NOTIFICATION);
        TokenIssuer issuer = stack.stack().endpoints().tokens();
        for (int i = 0; i < DEVICES; i++) {
            devices.add(issuer.token("device", GateWorld.person(i) + "/d-" + i));
        }
        for (int i = 0; i < GateWorld.COMPANIES; i++) {
            companies.add(issuer.token("company", GateWorld.company(i)));
        }
    }

    /** The gate's world of a million permissions, with a device listening for each of some people. */
    void build() throws Exception {
        try (Connection connection = stack.database(Service.NOTIFICATION)) {
            GateWorld.load(connection);
        }
        CountDownLatch listening = new CountDownLatch(DEVICES);
        for (int device = 0; device < DEVICES; device++) {
            listen(device, listening);
        }
        if (!listening.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("%d devices do not listen".formatted(listening.getCount()));
        }
    }

    private void listen(int device, CountDownLatch listening) {
        HttpLoad.Ask inbox = HttpLoad.Ask.get(port, "/v1/inbox", devices.get(device));
        streams.listen(
                        inbox,
                        Map.of(),
                        line -> received(device, line),
                        () -> fail(new IllegalStateException("a stream has ended")))
                .onFailure(this::fail)
                .onSuccess(_ -> listening.countDown());
    }

    private void received(int device, Buffer line) {
        String text = line.toString();
        int at = text.indexOf(MESSAGE_ID);
        if (at >= 0) {
            int from = at + MESSAGE_ID.length();
            acknowledge(device, text.substring(from, text.indexOf('"', from)));
        }
    }

    private void acknowledge(int device, String messageId) {
        String json = "{\"receipts\":[{\"messageId\":\"" + messageId + "\",\"status\":\"delivered\"}]}";
        http.send(HttpLoad.Ask.post(port, "/v1/receipts", devices.get(device), json, 200), Map.of())
                .onFailure(this::fail)
                .onSuccess(_ -> acknowledged(messageId));
    }

    private void acknowledged(String messageId) {
        Long moment = due.remove(messageId);
        Run now = run;
        if (moment != null && now != null) {
            now.nanos.recordValue(Math.max(0, System.nanoTime() - moment));
            now.left.countDown();
        }
    }

    private void fail(Throwable failure) {
        Run now = run;
        if (now != null) {
            now.failure.compareAndSet(null, failure);
        }
    }

    private static final class Run {
        private final ConcurrentHistogram nanos = new ConcurrentHistogram(3);
        private final CountDownLatch left;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Run(long count) {
            left = new CountDownLatch((int) count);
        }
    }

    /** Latencies in nanoseconds, from when a request was due until its receipt was taken; every message must come. */
    Histogram run(double perSecond, Duration length) throws InterruptedException {
        long count = Pace.count(perSecond, length);
        Run now = new Run(count);
        run = now;
        new Pace(perSecond).run(count, (_, moment) -> send(moment).onFailure(this::fail));
        boolean all = now.left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Throwable failure = now.failure.get();
        if (failure != null || !all) {
            throw new IllegalStateException(
                    "of %d messages %d did not come".formatted(count, now.left.getCount()), failure);
        }
        return now.nanos;
    }

    private Future<Buffer> send(long moment) {
        long number = sent++;
        int person = (int) (number % DEVICES);
        int company = companyOf(number, person);
        String eventId = Requests.EVENT_ID + number;
        due.put(MessageIds.of(GateWorld.company(company), eventId), moment);
        HttpLoad.Ask ask = HttpLoad.Ask.post(
                port,
                "/v1/notifications",
                companies.get(company),
                requests.data(person, GateWorld.company(company), "utility"),
                202);
        return http.send(ask, Map.of("Idempotency-Key", eventId));
    }

    /** One of whom the person accepts messages. */
    private static int companyOf(long number, int person) {
        int company = (int) (number / DEVICES % GateWorld.COMPANIES);
        return GateWorld.isWithdrawn(person, company) ? (company + 1) % GateWorld.COMPANIES : company;
    }
}
