package io.assent.base.observe;

import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.DatabaseException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Figures that only the database knows, looked up every few seconds; not a number while it is away. */
@Singleton
public class DatabaseFigures {
    private final Database database;
    private final MeterRegistry meters;
    private final Map<String, Figure> figures = new ConcurrentHashMap<>();

    private record Figure(String query, double value) {}

    public DatabaseFigures(Database database, MeterRegistry meters) {
        this.database = database;
        this.meters = meters;
    }

    /** @param query gives one row with one number, and is quick enough to be asked every five seconds */
    public void register(String metric, String query) {
        figures.put(metric, new Figure(query, Double.NaN));
        Gauge.builder(
                        metric,
                        figures,
                        all -> all.getOrDefault(metric, new Figure(query, Double.NaN))
                                .value())
                .register(meters);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        figures.replaceAll((_, figure) -> new Figure(figure.query(), value(figure.query())));
    }

    private double value(String query) {
        try {
            return database.transact(connection -> first(connection, query));
        } catch (DatabaseException away) {
            return Double.NaN;
        }
    }

    private static double first(Connection connection, String query) throws SQLException {
        // Not prepared: the plan of a small table would stay when it is large.
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
