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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How companies stand: their tier, which operators set, and their quality, which people make by staying or leaving. */
@Singleton
public class StandingStore {
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
        FairUse limits = rules.at(time.wall());
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + Standing.COLUMNS
                    + ", coalesce(reach.people, 0), reach.since,"
                    + " (select coalesce(sum(sent), 0) from quality_day where quality_day.company = company.id and day > ?),"
                    + " (select coalesce(sum(gone), 0) from quality_day where quality_day.company = company.id and day > ?)"
                    + " from company left join reach on reach.company = company.id where company.id = ?")) {
                LocalDate back = back(limits);
                select.setObject(1, back);
                select.setObject(2, back);
                select.setString(3, company);
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
    public boolean setTier(String company, int tier) {
        return update("update company set tier = ? where id = ?", tier, company);
    }

    public int highestTier() {
        return rules.at(time.wall()).tiers().size() + 1;
    }

    /** Ends a pause, and counts the next as the first again. */
    public boolean resume(String company) {
        return update("update company set pauses = ?, marketing_paused_until = null where id = ?", 0, company);
    }

    /** Looks at every company's days; one instance does it at a time. */
    @Scheduled(
            every = "${assent.notification.quality-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void assess() {
        Instant now = time.wall();
        FairUse limits = rules.at(now);
        database.transact(connection -> {
            for (Assessed each : assessed(connection, limits, now)) {
                keep(connection, each.company(), each.after());
                if (each.after().beginsPause(each.before())) {
                    forget(connection, each.company());
                }
            }
            return true;
        });
    }

    private static void keep(Connection connection, String company, CompanyQuality quality) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update company set quality = ?, pauses = ?, marketing_paused_until = ? where id = ?")) {
            Instant until = quality.pausedUntil();
            update.setString(1, quality.quality().code());
            update.setInt(2, quality.pauses());
            update.setTimestamp(3, until == null ? null : Timestamp.from(until));
            update.setString(4, company);
            update.executeUpdate();
        }
    }

    private static void forget(Connection connection, String company) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from quality_day where company = ?")) {
            delete.setString(1, company);
            delete.executeUpdate();
        }
    }

    /** Those that stand otherwise than before; another instance that assesses at the same time waits and finds nothing to do. */
    private static List<Assessed> assessed(Connection connection, FairUse limits, Instant now) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id, quality, pauses, marketing_paused_until,"
                        + " (select coalesce(sum(sent), 0) from quality_day where quality_day.company = company.id and day > ?),"
                        + " (select coalesce(sum(gone), 0) from quality_day where quality_day.company = company.id and day > ?)"
                        + " from company order by id for update")) {
            LocalDate back = back(limits);
            select.setObject(1, back);
            select.setObject(2, back);
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

    private static LocalDate back(FairUse limits) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(limits.quality().days());
    }

    private boolean update(String sql, int number, String company) {
        return database.transact(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setInt(1, number);
                update.setString(2, company);
                return update.executeUpdate() == 1;
            }
        });
    }
}
