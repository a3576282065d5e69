package io.assent.billing.store;

import io.assent.billing.invoicing.InvoiceLine;
import io.assent.billing.invoicing.Statement.StatementLine;
import io.assent.billing.ledger.Ledger;
import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What finance reads: sums over charges, never over what a page happens to hold. */
@Singleton
public class AccountStore {
    private final Database database;

    public AccountStore(Database database) {
        this.database = database;
    }

    /** What a company owes by the ledger. */
    public record Balance(String account, long balanceMicros) {}

    /** All debits and all credits; equal, or something is wrong. */
    public record Totals(long debitMicros, long creditMicros, boolean balanced) {}

    public List<InvoiceLine> month(String account, YearMonth month) {
        return query(
                "select category, market, rule_id, amount_micros, count(*), sum(amount_micros)::bigint, currency from charge"
                        + " where account = ? and occurred_at >= ? and occurred_at < ?"
                        + " group by category, market, rule_id, amount_micros, currency order by 1, 2, 3, 4",
                row -> new InvoiceLine(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getString(7)),
                account,
                start(month.atDay(1)),
                start(month.plusMonths(1).atDay(1)));
    }

    /** Between two days, both included. */
    public List<StatementLine> days(String account, LocalDate from, LocalDate to) {
        return query(
                "select (occurred_at at time zone 'UTC')::date, category, market, rule_id, count(*),"
                        + " sum(amount_micros)::bigint, currency from charge"
                        + " where account = ? and occurred_at >= ? and occurred_at < ?"
                        + " group by 1, 2, 3, 4, 7 order by 1, 2, 3, 4",
                row -> new StatementLine(
                        row.getObject(1, LocalDate.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getString(7)),
                account,
                start(from),
                start(to.plusDays(1)));
    }

    public long chargedBefore(String account, LocalDate day) {
        return query(
                        "select coalesce(sum(amount_micros), 0)::bigint from charge where account = ? and occurred_at < ?",
                        row -> row.getLong(1),
                        account,
                        start(day))
                .getFirst();
    }

    public List<Balance> balances() {
        String prefix = Ledger.receivable("");
        return query(
                "select substr(ledger, ?), debit_micros - credit_micros from ledger_balance where starts_with(ledger, ?) order by 1",
                row -> new Balance(row.getString(1), row.getLong(2)),
                prefix.length() + 1,
                prefix);
    }

    public Totals totals() {
        return query(
                        "select coalesce(sum(debit_micros), 0)::bigint, coalesce(sum(credit_micros), 0)::bigint"
                                + " from ledger_balance",
                        row -> new Totals(row.getLong(1), row.getLong(2), row.getLong(1) == row.getLong(2)))
                .getFirst();
    }

    private static Timestamp start(LocalDate day) {
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return Timestamp.from(midnight);
    }

    private interface Mapper<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Mapper<T> mapper, Object... parameters) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    select.setObject(i + 1, parameters[i]);
                }
                List<T> rows = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows.add(mapper.of(row));
                    }
                }
                return rows;
            }
        });
    }
}
