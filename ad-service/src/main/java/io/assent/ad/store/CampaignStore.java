package io.assent.ad.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Interner;
import io.assent.ad.campaign.Campaign;
import io.assent.ad.campaign.CampaignIndex;
import io.assent.ad.campaign.Creative;
import io.assent.ad.campaign.Targeting;
import io.assent.ad.feed.Viewer;
import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.DatabaseException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Campaigns in the database, and all of them in memory for the feeds; what another instance booked is seen in a second. */
@ApplicationScoped
public class CampaignStore {
    private static final Logger LOG = Logger.getLogger(CampaignStore.class);
    private static final int ROWS_AT_ONCE = 1_000;

    private final ObjectMapper json;
    private final Database database;
    private final EventTime time;
    private final CampaignIndex index = new CampaignIndex();
    private final Lock lock = new ReentrantLock();
    /** One object for all that are equal: a hundred thousand campaigns share few targetings, companies and currencies. */
    private final Interner<Targeting> targetings = Interner.newWeakInterner();

    private final Interner<String> names = Interner.newWeakInterner();
    private String seen = "0";

    public CampaignStore(ObjectMapper json, Database database, EventTime time) {
        this.json = json;
        this.database = database;
        this.time = time;
    }

    /** How a campaign stands. */
    public record Report(Campaign campaign, long impressions, long clicks, long spentMicros, long reservedMicros) {}

    private record Definition(List<Creative> creatives, Targeting targeting) {}

    /** For a viewer's country and language, the best price first. */
    public Stream<Campaign> offers(Viewer viewer) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(index.in(viewer.country(), viewer.language()), Spliterator.ORDERED),
                false);
    }

    @Transactional
    public void book(Campaign campaign) {
        CampaignEntity entity = new CampaignEntity();
        entity.id = campaign.id();
        entity.company = campaign.company();
        entity.definition = write(new Definition(campaign.creatives(), campaign.targeting()));
        entity.budgetMicros = campaign.budgetMicros();
        entity.cpmMicros = campaign.cpmMicros();
        entity.currency = campaign.currency();
        entity.startsAt = campaign.startsAt();
        entity.endsAt = campaign.endsAt();
        entity.persistAndFlush();
    }

    @Transactional
    public void stop(String id) {
        CampaignEntity.getEntityManager()
                .createNativeQuery(
                        "update campaign set stopped = true, changed_in = pg_current_xact_id() where id = ?1")
                .setParameter(1, id)
                .executeUpdate();
    }

    @Transactional
    public Optional<Report> find(String id) {
        return CampaignEntity.<CampaignEntity>findByIdOptional(id)
                .map(entity -> new Report(
                        campaign(entity),
                        entity.impressions,
                        entity.clicks,
                        entity.spentMicros,
                        entity.reservedMicros));
    }

    void start(@Observes StartupEvent event) {
        refresh();
    }

    /**
     * Reads what was booked or stopped since the last time, whoever did it: all that transactions changed which were not over
     * then. So a commit that comes late is not missed.
     */
    public void refresh() {
        lock.lock();
        try {
            seen = database.transact(connection -> {
                String now = oldestRunning(connection);
                readChanges(connection, seen);
                return now;
            });
        } finally {
            lock.unlock();
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void follow() {
        try {
            refresh();
        } catch (DatabaseException outage) {
            // the database has complained already; feeds go on with what is known
            LOG.debugf("campaigns are not refreshed: SQLSTATE %s", outage.sqlState());
        }
    }

    /** In a replay the present is wherever the next event is, so nothing is forgotten. */
    @Scheduled(every = "60s")
    void forget() {
        if (!time.isReplay()) {
            lock.lock();
            try {
                index.forgetEndedBefore(time.wall());
            } finally {
                lock.unlock();
            }
        }
    }

    private static String oldestRunning(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select pg_snapshot_xmin(pg_current_snapshot())::text");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private void readChanges(Connection connection, String since) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id, company, definition, budget_micros,"
                + " cpm_micros, currency, starts_at, ends_at, stopped from campaign where changed_in >= ?::xid8")) {
            select.setString(1, since);
            select.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Definition definition = read(row.getString(3));
                    index.put(new Campaign(
                            row.getString(1),
                            names.intern(row.getString(2)),
                            definition.creatives(),
                            targetings.intern(definition.targeting()),
                            row.getLong(4),
                            row.getLong(5),
                            names.intern(row.getString(6)),
                            row.getTimestamp(7).toInstant(),
                            row.getTimestamp(8).toInstant(),
                            row.getBoolean(9)));
                }
            }
        }
    }

    private Campaign campaign(CampaignEntity entity) {
        Definition definition = read(entity.definition);
        return new Campaign(
                entity.id,
                entity.company,
                definition.creatives(),
                definition.targeting(),
                entity.budgetMicros,
                entity.cpmMicros,
                entity.currency,
                entity.startsAt,
                entity.endsAt,
                entity.stopped);
    }

    private String write(Definition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a campaign is always JSON", e);
        }
    }

    private Definition read(String definition) {
        try {
            return json.readValue(definition, Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored campaign is unreadable", e);
        }
    }
}
