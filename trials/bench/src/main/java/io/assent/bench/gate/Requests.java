package io.assent.bench.gate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.assent.bench.frame.BenchStack;
import io.assent.exactlyonce.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Requests as companies write them: the n-th is always the same, so that each can be told from all others. */
public final class Requests {
    private static final String TOPIC = "notification.requests.";
    private static final String URGENT_TOPIC = "notification.requests.urgent";
    private static final int PARTITIONS_OF_COMPANY = 3;
    public static final String EVENT_ID = "request-";
    private static final String TYPE = "io.assent.notification.NotificationRequested";

    /** Spreads consecutive numbers over the people. */
    private static final long STRIDE = 7_919;

    /** What follows the header of a sealed body: nonce, 48 sealed bytes, tag. Nobody opens it here. */
    private static final String REST_OF_BODY = ".." + base64(12) + "." + base64(48) + "." + base64(16);

    private final String ephemeralKey;

    public Requests() {
        try {
            ephemeralKey =
                    new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The topics of the companies, as the service makes them when it hears of one. */
    public static void createTopics(BenchStack stack) throws Exception {
        try (Admin admin = Admin.create(stack.kafka(Map.of()))) {
            admin.createTopics(IntStream.range(0, GateWorld.COMPANIES)
                            .mapToObj(n -> new NewTopic(TOPIC + GateWorld.company(n), PARTITIONS_OF_COMPANY, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    ProducerRecord<byte[], byte[]> record(long number, Instant now) {
        return record(number, person(number), company(number), "utility", now);
    }

    /** As a company writes it to its own topic. */
    public ProducerRecord<byte[], byte[]> record(
            long number, int person, String company, String category, Instant now) {
        return record(TOPIC + company, number, person, data(person, company, category), now);
    }

    /** A one-time code, as the service's intake writes it. */
    public ProducerRecord<byte[], byte[]> code(long number, int person, String company, Instant now) {
        ProducerRecord<byte[], byte[]> record =
                record(URGENT_TOPIC, number, person, data(person, company, "authentication"), now);
        record.headers().add("assent_company", utf8(company));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, long number, int person, String data, Instant now) {
        List<Header> headers = CloudEvent.headers(EVENT_ID + number, "/bench", TYPE, now);
        return new ProducerRecord<>(topic, null, utf8(GateWorld.person(person)), utf8(data), headers);
    }

    static int person(long number) {
        return (int) (number * STRIDE % GateWorld.PEOPLE);
    }

    static String company(long number) {
        return GateWorld.company((int) (number % GateWorld.COMPANIES));
    }

    /** The request of a company to a person. */
    public String data(int person, String company, String category) {
        return "{\"user\":\"" + GateWorld.person(person) + "\",\"category\":\"" + category + "\",\"sealed\":[\""
                + sealed(person, company) + "\"]}";
    }

    /** Its body, which has the form of a sealed one. */
    public String sealed(int person, String company) {
        String header = "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"" + GateWorld.kid(person) + "\",\"epk\":"
                + ephemeralKey + ",\"to\":\"" + GateWorld.person(person) + "\",\"from\":\"" + company + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(header)) + REST_OF_BODY;
    }

    private static String base64(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
