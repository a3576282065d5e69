package io.assent.notification.kafka;

import io.assent.base.EventTime;
import io.assent.base.kafka.EventJson;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.notification.store.Intake;
import io.assent.notification.store.IntakeCheck;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record of a request topic as a request. The company is known from the topic that it may write, not from the body. */
@Singleton
public class RequestDecoder {
    public static final String TYPE = "io.assent.notification.NotificationRequested";
    public static final String TOPIC = "notification.requests";
    public static final String URGENT_TOPIC = "notification.requests.urgent";
    /** Set by this service's REST intake, which alone may write the two topics above. */
    public static final String COMPANY_HEADER = "assent_company";

    private final EventJson json;
    private final EventTime time;
    private final IntakeCheck check;

    public RequestDecoder(EventJson json, EventTime time, IntakeCheck check) {
        this.json = json;
        this.time = time;
        this.check = check;
    }

    /** @throws PoisonRecordException with the reason for the dead letter */
    Intake decode(ConsumerRecord<byte[], byte[]> record) {
        CloudEvent event = CloudEvent.of(record);
        if (!event.type().equals(TYPE)) {
            throw new PoisonRecordException("unknown_type", "this topic holds " + TYPE);
        }
        IntakeCheck.Requested requested = json.read(event.data(), IntakeCheck.Requested.class);
        return switch (check.check(company(record), event.id(), requested, time.ofRecord(event.time()))) {
            case IntakeCheck.Result.Taken(Intake intake) -> intake.in(Traces.of(record));
            case IntakeCheck.Result.Refused(String reason, String detail) ->
                throw new PoisonRecordException(reason, detail);
        };
    }

    private static String company(ConsumerRecord<byte[], byte[]> record) {
        if (!record.topic().equals(TOPIC) && !record.topic().equals(URGENT_TOPIC)) {
            return record.topic().substring(TOPIC.length() + 1);
        }
        Header header = record.headers().lastHeader(COMPANY_HEADER);
        if (header == null) {
            throw new PoisonRecordException("unknown_company", "header " + COMPANY_HEADER + " is missing");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
