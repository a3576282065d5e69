package io.assent.bench.bill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether the books say what was delivered: a billing that loses or doubles something is not fast. */
final class Books {
    private Books() {}

    /** @throws IllegalStateException with the first sentence that does not hold */
    static void mustBeRight(Connection connection, long delivered) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            expect(statement, "charges", "select count(*) from charge", delivered);
            expect(statement, "postings", "select count(*) from ledger_posting", 2 * delivered);
            expect(statement, "debits less credits", "select sum(debit_micros - credit_micros) from ledger_balance", 0);
            expect(statement, "free charges", "select count(*) from charge where amount_micros = 0", 0);
            expect(statement, "companies whose balance is not the sum of their charges", """
                    select count(*) from (select 'receivable:' || account as ledger, sum(amount_micros) as owed
                        from charge group by account) charged full join ledger_balance balance using (ledger)
                    where ledger like 'receivable:%' and owed is distinct from debit_micros - credit_micros""", 0);
            expect(statement, "ledgers whose balance is not the sum of their postings", """
                    select count(*) from (select ledger, sum(debit_micros) as debits, sum(credit_micros) as credits
                        from ledger_posting group by ledger) posted full join ledger_balance balance using (ledger)
                    where debits is distinct from debit_micros or credits is distinct from credit_micros""", 0);
            for (int company = 0; company < Deliveries.COMPANIES; company++) {
                long charges = Deliveries.of(company, delivered);
                expect(
                        statement,
                        "charges of " + Deliveries.company(company),
                        "select count(*) from charge where account = '" + Deliveries.company(company) + "'",
                        charges);
            }
        }
    }

    private static void expect(Statement statement, String what, String query, long expected) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            if (row.getLong(1) != expected) {
                throw new IllegalStateException("%s: %d instead of %d".formatted(what, row.getLong(1), expected));
            }
        }
    }
}
