package io.assent.exactlyonce;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** The required CloudEvents 1.0 attributes of a record in Kafka's binary mode (headers {@code ce_*}), and its data. */
@SuppressWarnings("ArrayRecordComponent") // never compared: events are compared by id
public record CloudEvent(String id, String source, String type, Instant time, byte[] data) {
    /** Header of a record that belongs to a trace, as W3C Trace Context has it. */
    public static final String TRACEPARENT = "traceparent";

    private static final byte[] SPEC_VERSION = utf8("1.0");
    private static final byte[] JSON = utf8("application/json");

    /** @throws PoisonRecordException {@code missing_ce_headers} or {@code invalid_ce_time} */
    public static CloudEvent of(ConsumerRecord<byte[], byte[]> record) {
        byte[] data = record.value() == null ? new byte[0] : record.value();
        return new CloudEvent(
                attribute(record, "ce_id"),
                attribute(record, "ce_source"),
                attribute(record, "ce_type"),
                time(attribute(record, "ce_time")),
                data);
    }

    /** Headers of an event with JSON data. */
    public static List<Header> headers(String id, String source, String type, Instant time) {
        return List.of(
                new RecordHeader("ce_specversion", SPEC_VERSION),
                new RecordHeader("ce_id", utf8(id)),
                new RecordHeader("ce_source", utf8(source)),
                new RecordHeader("ce_type", utf8(type)),
                new RecordHeader("ce_time", utf8(time.toString())),
                new RecordHeader("content-type", JSON));
    }

    /**
     * Headers of an event that belongs to a trace.
     *
     * @param traceparent W3C Trace Context; null when nothing is traced
     */
    public static List<Header> headers(
            String id, String source, String type, Instant time, @Nullable String traceparent) {
        List<Header> headers = headers(id, source, type, time);
        if (traceparent == null) {
            return headers;
        }
        List<Header> traced = new ArrayList<>(headers);
        traced.add(new RecordHeader(TRACEPARENT, utf8(traceparent)));
        return traced;
    }

    private static String attribute(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null || header.value().length == 0) {
            throw new PoisonRecordException("missing_ce_headers", "header " + name + " is missing");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Instant time(String text) {
        try {
            return Rfc3339.parse(text);
        } catch (DateTimeException e) {
            throw new PoisonRecordException("invalid_ce_time", "header ce_time is not an RFC 3339 time");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
