package io.assent.consent.store;

import io.assent.consent.company.Company;
import io.assent.consent.contact.Purpose;
import io.assent.consent.register.Processing;
import io.assent.consent.register.StoredTable;
import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Counts for the record of processing. It reads every state: for a page that is looked at now and then. */
@Singleton
public class ProcessingReader {
    private static final String PEOPLE = "select count(distinct person) from consent_state";

    private static final String ALLOWED = "select counterpart, purpose, count(*) from consent_state,"
            + " jsonb_array_elements_text(entry::jsonb -> 'purposes') as purpose"
            + " where counterpart <> 'ads' and entry::jsonb ->> 'state' = 'accepted' and not (entry::jsonb -> 'blocked')::boolean"
            + " group by 1, 2 order by 1, 2";

    private static final String NOTICES = "select counterpart, entry::jsonb ->> 'noticeVersion', count(*)"
            + " from consent_state where counterpart <> 'ads' and entry::jsonb ->> 'noticeVersion' is not null"
            + " group by 1, 2 order by 1, 2";

    private final Database database;
    private final CompanyStore companies;

    public ProcessingReader(Database database, CompanyStore companies) {
        this.database = database;
        this.companies = companies;
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public Processing read() {
        List<Company> onboarded = companies.all();
        return database.transact(connection -> new Processing(
                onboarded,
                rows(connection, PEOPLE, row -> row.getLong(1)).getFirst(),
                rows(connection, ALLOWED, ProcessingReader::allowed),
                rows(connection, NOTICES, ProcessingReader::notice),
                List.of(StoredTable.values())));
    }

    private static Processing.Allowed allowed(ResultSet row) throws SQLException {
        return new Processing.Allowed(
                row.getString(1), Purpose.of(row.getString(2)).orElseThrow(), row.getLong(3));
    }

    private static Processing.NoticeUse notice(ResultSet row) throws SQLException {
        return new Processing.NoticeUse(row.getString(1), row.getString(2), row.getLong(3));
    }

    private static <T> List<T> rows(Connection connection, String sql, RowReader<T> reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }
}
