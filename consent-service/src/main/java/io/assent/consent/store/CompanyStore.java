package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.company.Company;
import io.assent.exactlyonce.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;

/** Companies, and the event that tells the other services of a new one, in one transaction. */
@ApplicationScoped
public class CompanyStore {
    private final Session session;
    private final CompanyEvents events;
    private final EventTime time;
    private final Set<String> onboarded = ConcurrentHashMap.newKeySet();

    public CompanyStore(Session session, CompanyEvents events, EventTime time) {
        this.session = session;
        this.events = events;
        this.time = time;
    }

    public Optional<Onboarding> find(String id) {
        return CompanyEntity.<CompanyEntity>findByIdOptional(id).map(CompanyEntity::onboarding);
    }

    /** Nobody is ever taken off, so a yes holds for ever. */
    public boolean isOnboarded(String id) {
        return onboarded.contains(id) || (find(id).isPresent() && onboarded.add(id));
    }

    /** @throws org.hibernate.exception.ConstraintViolationException when the id was taken meanwhile */
    @Transactional
    public Onboarding onboard(Company company, Instant occurredAt) {
        Instant recordedAt = time.wall();
        long sequence = session.doReturningWork(connection -> Outbox.append(
                connection,
                CompanyEvents.lane(company.company()),
                List.of(events.onboarded(company, occurredAt, recordedAt))));
        CompanyEntity entity = CompanyEntity.of(company, recordedAt, sequence);
        entity.persistAndFlush();
        return entity.onboarding();
    }
}
