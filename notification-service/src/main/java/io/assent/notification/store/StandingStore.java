package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.notification.dispatch.CompanyQuality;
import io.assent.notification.dispatch.FairUse;
import io.assent.notification.dispatch.FairUseRules;
import io.assent.notification.dispatch.Quality;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How companies stand: their tier, which operators set, and their quality, which people make by staying or leaving. */
@Singleton
public class StandingStore {
    /** Of each company: messages that were let through in the days that quality looks back, and people who left. */
    private static final String COUNTED = " cross join lateral (select coalesce(sum(sent), 0), coalesce(sum(gone), 0)"
            + " from quality_day where quality_day.company = company.id and day > ?) as counted (sent, gone)";

    private final Database database;
    private final FairUseRules rules;
    private final EventTime time;

    public StandingStore(Database database, FairUseRules rules, EventTime time) {
        this.database = database;
        this.rules = rules;
        this.time = time;
    }

    /**
     * As the company itself sees it.
     *
     * @param recipientsADay whom it may reach in a day; null means everybody
     * @param reached in the day that began {@code reachedSince}
     * @param marketingPausedUntil 9999-12-31T23:59:59Z when only an operator ends it
     * @param sent messages that were let through in the days that quality looks back
     * @param left people who blocked or withdrew in these days
     */
    public record View(
            String company,
            int tier,
            @Nullable Integer recipientsADay,
            int reached,
            @Nullable Instant reachedSince,
            String quality,
            @Nullable Instant marketingPausedUntil,
            long sent,
            long left) {}

    private record Assessed(String company, CompanyQuality before, CompanyQuality after) {}

    public Optional<View> of(String company) {
        Instant now = time.wall();
        FairUse limits = rules.at(now);
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + Standing.COLUMNS
                    + ", coalesce(reach.people, 0), reach.since, counted.sent, counted.gone"
                    + " from company left join reach on reach.company = company.id" + COUNTED
                    + " where company.id = ?")) {
                select.setObject(1, limits.quality().back(now));
                select.setString(2, company);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(view(company, row, limits)) : Optional.empty();
                }
            }
        });
    }

    private static View view(String company, ResultSet row, FairUse limits) throws SQLException {
        Standing standing = Standing.of(row, 1);
        Timestamp since = row.getTimestamp(5);
        return new View(
                company,
                standing.tier(limits),
                standing.isLimited(limits) ? standing.recipients(limits) : null,
                row.getInt(4),
                since == null ? null : since.toInstant(),
                standing.quality().code(),
                standing.marketingPausedUntil(),
                row.getLong(6),
                row.getLong(7));
    }

    /** @param tier from 1; one beyond the last of the published has no limit */
    public void setTier(String company, int tier) {
        database.transact(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update company set tier = ? where id = ?")) {
                update.setInt(1, tier);
                update.setString(2, company);
                return update.executeUpdate();
            }
        });
    }

    public int highestTier() {
        return rules.at(time.wall()).tiers().size() + 1;
    }

    /** Ends a pause, counts the next as the first again, and forgets what led to this one. */
    public void resume(String company) {
        database.transact(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update company"
                    + " set quality = 'green', pauses = 0, marketing_paused_until = null where id = ?")) {
                update.setString(1, company);
                update.executeUpdate();
            }
            QualityRows.forget(connection, company);
            return true;
        });
    }

    /** Looks at every company's days, and holds none but the one that it changes. */
    @Scheduled(
            every = "${assent.notification.quality-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void assess() {
        Instant now = time.wall();
        FairUse limits = rules.at(now);
        for (Assessed each : database.transact(connection -> assessed(connection, limits, now))) {
            database.transact(connection -> {
                if (keep(connection, each) && each.after().endsPause(each.before())) {
                    QualityRows.forget(connection, each.company());
                }
                return true;
            });
        }
    }

    /** Unless an operator, or another instance, has changed it meanwhile. */
    private static boolean keep(Connection connection, Assessed assessed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update company"
                + " set quality = ?, pauses = ?, marketing_paused_until = ? where id = ?"
                + " and quality = ? and pauses = ? and marketing_paused_until is not distinct from ?")) {
            set(update, 1, assessed.after());
            update.setString(4, assessed.company());
            set(update, 5, assessed.before());
            return update.executeUpdate() == 1;
        }
    }

    private static void set(PreparedStatement update, int first, CompanyQuality quality) throws SQLException {
        Instant until = quality.pausedUntil();
        update.setString(first, quality.quality().code());
        update.setInt(first + 1, quality.pauses());
        update.setTimestamp(first + 2, until == null ? null : Timestamp.from(until));
    }

    /** Those that stand otherwise than before. */
    private static List<Assessed> assessed(Connection connection, FairUse limits, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select id, quality, pauses, marketing_paused_until, counted.sent, counted.gone from company"
                        + COUNTED)) {
            select.setObject(1, limits.quality().back(now));
            List<Assessed> changed = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp until = row.getTimestamp(4);
                    CompanyQuality before = new CompanyQuality(
                            Quality.of(row.getString(2)), row.getInt(3), until == null ? null : until.toInstant());
                    CompanyQuality after = before.next(limits.quality(), row.getLong(5), row.getLong(6), now);
                    if (!after.equals(before)) {
                        changed.add(new Assessed(row.getString(1), before, after));
                    }
                }
            }
            return changed;
        }
    }
}
