package io.assent.bench.gate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.assent.exactlyonce.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Requests as companies write them: the n-th is always the same, so that each can be told from all others. */
public final class Requests {
    static final String TOPIC = "notification.requests.";
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

    ProducerRecord<byte[], byte[]> record(long number, Instant now) {
        String company = company(number);
        int person = person(number);
        List<Header> headers = CloudEvent.headers(EVENT_ID + number, "/bench", TYPE, now);
        return new ProducerRecord<>(
                TOPIC + company, null, utf8(GateWorld.person(person)), utf8(data(person, company)), headers);
    }

    static int person(long number) {
        return (int) (number * STRIDE % GateWorld.PEOPLE);
    }

    static String company(long number) {
        return GateWorld.company((int) (number % GateWorld.COMPANIES));
    }

    /** The request of a company to a person. */
    public String data(int person, String company) {
        return "{\"user\":\"" + GateWorld.person(person) + "\",\"category\":\"utility\",\"sealed\":[\""
                + sealed(person, company) + "\"]}";
    }

    String sealed(int person, String company) {
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
