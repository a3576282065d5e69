package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.company.Company;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.Partitions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Companies, and the event that tells the other services of a new one. */
@ApplicationScoped
public class CompanyStore {
    static final String TOPIC = "company.events";
    static final String TYPE = "io.assent.consent.CompanyOnboarded";
    private static final int PARTITIONS = 6;

    private final Session session;
    private final EntryJson json;
    private final EventTime time;

    public CompanyStore(Session session, EntryJson json, EventTime time) {
        this.session = session;
        this.json = json;
        this.time = time;
    }

    /** Data of {@code io.assent.consent.CompanyOnboarded}. */
    public record Onboarded(
            String company,
            String name,
            String country,
            String vatId,
            long version,
            Instant occurredAt,
            Instant recordedAt) {}

    /** Where the event waits for Kafka. */
    public record Place(int lane, long sequence) {}

    public Optional<Company> find(String id) {
        return CompanyEntity.<CompanyEntity>findByIdOptional(id).map(CompanyEntity::company);
    }

    @Transactional
    public Place onboard(Company company, Instant occurredAt) {
        CompanyEntity entity = CompanyEntity.of(company, time.wall());
        entity.persistAndFlush();
        Onboarded event = new Onboarded(
                company.company(),
                company.name(),
                company.country(),
                company.vatId(),
                entity.version,
                occurredAt,
                entity.onboardedAt);
        int lane = Partitions.of(company.company(), PARTITIONS);
        OutboxRecord record = new OutboxRecord(
                TOPIC,
                lane,
                company.company().getBytes(StandardCharsets.UTF_8),
                json.write(event).getBytes(StandardCharsets.UTF_8),
                CloudEvent.headers(company.company() + "-" + entity.version, "/consent-service", TYPE, occurredAt));
        return new Place(lane, session.doReturningWork(connection -> Outbox.append(connection, lane, List.of(record))));
    }
}
