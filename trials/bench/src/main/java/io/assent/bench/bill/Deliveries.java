package io.assent.bench.bill;

import io.assent.exactlyonce.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Delivered messages as notification-service tells of them; the n-th is always the same. */
final class Deliveries {
    static final String TOPIC = "notification.deliveries";
    static final int COMPANIES = 100;

    static final String CATEGORY = "utility";
    static final String MARKET = "DE";
    private static final String TYPE = "io.assent.notification.NotificationDelivered";

    /** Odd, so that it visits every number once: ids come in no order, as hashes do. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private Deliveries() {}

    static String messageId(long number) {
        return String.format(Locale.ROOT, "m-%016xabcdefghij", number * SCATTER);
    }

    static String eventId(long number) {
        return messageId(number) + ":delivered";
    }

    static String company(long number) {
        return "bench-" + number % COMPANIES;
    }

    /** How many of the first {@code delivered} are for this company. */
    static long of(int company, long delivered) {
        return delivered / COMPANIES + (company < delivered % COMPANIES ? 1 : 0);
    }

    static ProducerRecord<byte[], byte[]> record(long number, Instant now) {
        String data = "{\"messageId\":\"" + messageId(number) + "\",\"company\":\"" + company(number)
                + "\",\"eventId\":\"parcel-"
                + number + "\",\"user\":\"p-" + number % 1_000_000 + "\",\"category\":\"" + CATEGORY
                + "\",\"country\":\"" + MARKET
                + "\",\"occurredAt\":\"" + now + "\",\"recordedAt\":\"" + now + "\"}";
        return new ProducerRecord<>(
                TOPIC,
                null,
                utf8(messageId(number)),
                utf8(data),
                CloudEvent.headers(eventId(number), "/notification-service", TYPE, now));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
