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
 * Companies that write requests to Kafka. Nothing they send is more than fair use allows: what is measured at a rate is utility, which
 * has no cap, and the one campaign is as much marketing as a person may be sent in a day.
 */
final class Senders implements AutoCloseable {
    /** Of a listening person: two of each of three companies, which all may be sent in a day. */
    private static final int MARKETING = 6;

    private static final int MARKETING_OF_COMPANY = 2;

    /** In a campaign, for each listening person: so many go to people who do not listen. */
    private static final int OTHERS = 4;

    /** Nobody has withdrawn from the companies behind the first. */
    private static final int FIRST_COMPANY = 1;

    private static final int COMPANIES = GateWorld.COMPANIES - FIRST_COMPANY;

    /** A prime, so that numbers that follow each other are spread and each is met once. */
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

    /** Utility messages to one listening person after the other; returns when all receipts are acknowledged. */
    Wave utility(double perSecond, Duration length) throws InterruptedException {
        Wave wave = new Wave();
        new Pace(perSecond).run(Pace.count(perSecond, length), (_, due) -> {
            long number = sent++;
            String company = GateWorld.company(FIRST_COMPANY + (int) (number % COMPANIES));
            expect(wave, number, company, due);
            producer.send(requests.record(number, listener(number), company, "utility", Instant.now()));
        });
        wave.await();
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

    /** Marketing for everybody; all of it is due at the moment when this returns. */
    Wave campaign() {
        Wave wave = new Wave();
        long first = sent;
        sent += campaignSize();
        try (Backlog backlog = new Backlog(stack, (number, now) -> marketing(first, number, now))) {
            backlog.write(campaignSize());
            long due = System.nanoTime();
            for (long place = 0; place < (long) MARKETING * devices; place++) {
                expect(wave, first + place, GateWorld.company(companyAt(place)), due);
            }
            backlog.release();
        }
        return wave;
    }

    /** In the order of the places a person's messages lie far from each other; they are written in no order. */
    private ProducerRecord<byte[], byte[]> marketing(long first, long number, Instant now) {
        long place = number * STRIDE % campaignSize();
        boolean listens = place < (long) MARKETING * devices;
        int person = (int) (listens ? place % devices : place - (long) (MARKETING - 1) * devices);
        return requests.record(first + place, person, GateWorld.company(companyAt(place)), "marketing", now);
    }

    private int companyAt(long place) {
        int turn = (int) (place / devices);
        return FIRST_COMPANY + (turn < MARKETING ? turn / MARKETING_OF_COMPANY : 0);
    }

    private long campaignSize() {
        return (long) (MARKETING + OTHERS) * devices;
    }

    /** Messages that wait for people who do not listen. */
    long waiting() {
        return (long) OTHERS * devices;
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
