package io.assent.bench.gate;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** People, companies and a million permissions, as notification-service's projections would hold them. */
public final class GateWorld {
    public static final int COMPANIES = 4;
    static final int PEOPLE = 250_000;

    /** One contact in so many was withdrawn. */
    private static final int WITHDRAWN_EVERY = 20;

    /** The tier that may reach everybody: the world is larger than a day's people of any other. */
    private static final int UNLIMITED = 5;

    private static final int ROWS_AT_ONCE = 10_000;

    private GateWorld() {}

    public static String company(int number) {
        return "bench-" + number;
    }

    public static String person(int number) {
        return String.format(Locale.ROOT, "p-%06d", number);
    }

    static String kid(int person) {
        return String.format(Locale.ROOT, "k-%06d", person);
    }

    public static boolean isWithdrawn(int person, int company) {
        return (person * COMPANIES + company) % WITHDRAWN_EVERY == 0;
    }

    /** By COPY into the real tables. */
    public static void load(Connection connection) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        copy(copy, "company (id, tier)", COMPANIES, n -> company(n) + "\t" + UNLIMITED);
        copy(copy, "person (id, country, version)", PEOPLE, n -> person(n) + "\tDE\t1");
        copy(
                copy,
                "device_key (device, person, kid, jwk)",
                PEOPLE,
                n -> "d-" + n + "\t" + person(n) + "\t" + kid(n) + "\t{}");
        copy(copy, "permission (person, company, state, purposes, blocked, version)", PEOPLE * COMPANIES, n -> {
            String state = isWithdrawn(n / COMPANIES, n % COMPANIES) ? "withdrawn" : "accepted";
            return person(n / COMPANIES) + "\t" + company(n % COMPANIES) + "\t" + state
                    + "\t{notifications.utility,notifications.marketing}\tf\t1";
        });
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    private static void copy(CopyManager copy, String table, int rows, IntFunction<String> row)
            throws SQLException, IOException {
        for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
            String text = IntStream.range(from, Math.min(rows, from + ROWS_AT_ONCE))
                    .mapToObj(row)
                    .collect(Collectors.joining("\n", "", "\n"));
            copy.copyIn("copy " + table + " from stdin", new StringReader(text));
        }
    }
}
