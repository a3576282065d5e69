package io.assent.bench.bill;

import io.assent.bench.frame.BareInsert;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The two sides of a charge. The table has no reference to the charges, unlike the real one: a limit checks nothing. */
final class PostingRows implements BareInsert.Rows {

    @Override
    public String table() {
        return "create table bench_posting (like ledger_posting including all)";
    }

    @Override
    public String insert() {
        return "insert into bench_posting (event_id, ledger, debit_micros, credit_micros) values (?, ?, ?, ?)";
    }

    @Override
    public void add(PreparedStatement insert, long number) throws SQLException {
        String eventId = Deliveries.eventId(number);
        add(insert, eventId, "receivable:" + Deliveries.company(number), ChargeRows.ANY_PRICE_MICROS, 0);
        add(insert, eventId, "revenue:" + Deliveries.CATEGORY, 0, ChargeRows.ANY_PRICE_MICROS);
    }

    private static void add(PreparedStatement insert, String eventId, String ledger, long debit, long credit)
            throws SQLException {
        insert.setString(1, eventId);
        insert.setString(2, ledger);
        insert.setLong(3, debit);
        insert.setLong(4, credit);
        insert.addBatch();
    }
}
