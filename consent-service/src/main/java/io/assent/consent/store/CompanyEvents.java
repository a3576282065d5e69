package io.assent.consent.store;

import io.assent.consent.company.Company;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.Partitions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Records of company.events. */
@Singleton
public class CompanyEvents {
    static final String TOPIC = "company.events";

    private static final String TYPE = "io.assent.consent.CompanyOnboarded";
    private static final int PARTITIONS = 6;

    private final EntryJson json;

    public CompanyEvents(EntryJson json) {
        this.json = json;
    }

    /** Data of {@code io.assent.consent.CompanyOnboarded}. */
    record CompanyOnboarded(
            String company,
            String name,
            String country,
            String vatId,
            long version,
            Instant occurredAt,
            Instant recordedAt) {}

    /** The outbox lane of a company is its partition. */
    static int lane(String company) {
        return Partitions.of(company, PARTITIONS);
    }

    OutboxRecord onboarded(Company company, Instant occurredAt, Instant recordedAt) {
        CompanyOnboarded data = new CompanyOnboarded(
                company.company(),
                company.name(),
                company.country(),
                company.vatId(),
                company.version(),
                occurredAt,
                recordedAt);
        return new OutboxRecord(
                TOPIC,
                lane(company.company()),
                company.company().getBytes(StandardCharsets.UTF_8),
                json.write(data).getBytes(StandardCharsets.UTF_8),
                CloudEvent.headers(company.company() + "-" + company.version(), "/consent-service", TYPE, occurredAt));
    }
}
