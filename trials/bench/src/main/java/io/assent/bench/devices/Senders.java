package io.assent.bench.devices;

import io.assent.bench.frame.Backlog;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.Pace;
import io.assent.bench.gate.GateWorld;
import io.assent.bench.gate.Requests;
import io.assent.local.player.MessageIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Companies that write requests to Kafka. They may reach everybody, and what is measured at a rate is utility, which has no cap: nothing
 * is suppressed.
 */
final class Senders implements AutoCloseable {
    /** Nobody has withdrawn from the companies behind the first. */
    static final int FIRST_COMPANY = 1;

    private static final int COMPANIES = GateWorld.COMPANIES - FIRST_COMPANY;

    /** A prime, so that numbers that follow each other are spread. */
    private static final long STRIDE = 999_999_937;

    private final BenchStack stack;
    private final int devices;
    private final Arrivals arrivals;
    private final Requests requests = new Requests();
    private final KafkaProducer<byte[], byte[]> producer;
    private long sent;

    Senders(BenchStack stack, int devices, Arrivals arrivals) {
        this.stack = stack;
        this.devices = devices;
        this.arrivals = arrivals;
        this.producer = new KafkaProducer<>(
                stack.kafka(Map.of("acks", "all", "compression.type", "zstd", "linger.ms", 0)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Utility messages to one listening person after the other; returns when the last is written. */
    Wave utility(double perSecond, Duration length) throws InterruptedException {
        Wave wave = new Wave();
        new Pace(perSecond).run(Pace.count(perSecond, length), (_, due) -> {
            long number = sent++;
            String company = GateWorld.company(FIRST_COMPANY + (int) (number % COMPANIES));
            expect(wave, number, company, due);
            producer.send(requests.record(number, listener(number), company, "utility", Instant.now()));
        });
        return wave;
    }

    /** One-time codes, beside whatever else is sent. */
    void codes(Wave wave, double perSecond, Duration length) throws InterruptedException {
        new Pace(perSecond).run(Pace.count(perSecond, length), (_, due) -> {
            long number = sent++;
            String company = GateWorld.company(FIRST_COMPANY);
            expect(wave, number, company, due);
            producer.send(requests.code(number, listener(number), company, Instant.now()));
        });
    }

    /** All of it is due at the moment when this returns. */
    Wave send(Campaign campaign) {
        Wave wave = new Wave();
        long first = sent;
        sent += campaign.size();
        try (Backlog backlog = new Backlog(stack, (number, now) -> marketing(campaign, first, number, now))) {
            backlog.write(campaign.size());
            long due = System.nanoTime();
            for (int place = 0; place < campaign.toListening(); place++) {
                expect(wave, first + place, campaign.company(place), due);
            }
            backlog.release();
        }
        return wave;
    }

    private ProducerRecord<byte[], byte[]> marketing(Campaign campaign, long first, long number, Instant now) {
        int place = campaign.place(number);
        return requests.record(first + place, campaign.person(place), campaign.company(place), "marketing", now);
    }

    private int listener(long number) {
        return (int) (number * STRIDE % devices);
    }

    private void expect(Wave wave, long number, String company, long due) {
        arrivals.expect(wave, MessageIds.of(company, Requests.EVENT_ID + number), due);
    }

    @Override
    public void close() {
        producer.close();
    }
}
