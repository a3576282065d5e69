package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.company.Company;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Companies, and the event that tells the other services of a new one, in one transaction. */
@ApplicationScoped
public class CompanyStore {
    private final Database database;
    private final Session session;
    private final CompanyEvents events;
    private final EventTime time;
    private final Set<String> onboarded = ConcurrentHashMap.newKeySet();

    public CompanyStore(Database database, Session session, CompanyEvents events, EventTime time) {
        this.database = database;
        this.session = session;
        this.events = events;
        this.time = time;
    }

    public Optional<Onboarding> find(String id) {
        return CompanyEntity.<CompanyEntity>findByIdOptional(id).map(CompanyEntity::onboarding);
    }

    /** Names by id; an id that was never onboarded has none. */
    public Map<String, String> names(Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : CompanyEntity.<CompanyEntity>list("id in ?1", ids).stream()
                        .collect(Collectors.toMap(company -> company.id, company -> company.name));
    }

    /** In the order of their ids. */
    public List<Company> all() {
        return CompanyEntity.<CompanyEntity>listAll(Sort.by("id")).stream()
                .map(company -> company.onboarding().company())
                .toList();
    }

    /** Asked with each contact request. Nobody is ever taken off, so a yes holds for ever. */
    public boolean isOnboarded(String id) {
        if (onboarded.contains(id)) {
            return true;
        }
        boolean known = database.transact(connection -> exists(connection, id));
        if (known) {
            onboarded.add(id);
        }
        return known;
    }

    private static boolean exists(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from company where id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
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
