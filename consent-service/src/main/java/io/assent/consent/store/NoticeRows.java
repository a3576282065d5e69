package io.assent.consent.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Published notices: rows are only ever added. */
final class NoticeRows {
    private NoticeRows() {}

    /** Of one company: the other publications of the company wait. False when nobody knows it. */
    static boolean lockCompany(Connection connection, String company) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select 1 from company where id = ? for no key update")) {
            lock.setString(1, company);
            try (ResultSet row = lock.executeQuery()) {
                return row.next();
            }
        }
    }

    static List<PublishedNotice> select(Connection connection, String company, String version) throws SQLException {
        return select(connection, company, "and version = ?", version);
    }

    static List<PublishedNotice> select(Connection connection, String company) throws SQLException {
        return select(connection, company, "", "");
    }

    private static List<PublishedNotice> select(Connection connection, String company, String condition, String version)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select content, hash from notice where company = ? " + condition
                        + " order by published_at, version, language")) {
            select.setString(1, company);
            if (!condition.isEmpty()) {
                select.setString(2, version);
            }
            return read(select);
        }
    }

    static List<PublishedNotice> select(Connection connection, Collection<NoticeStore.Name> names) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select content, hash from notice"
                + " join unnest(?::text[], ?::text[], ?::text[]) as wanted (company, version, language)"
                + " using (company, version, language)")) {
            select.setArray(1, texts(connection, names, NoticeStore.Name::company));
            select.setArray(2, texts(connection, names, NoticeStore.Name::version));
            select.setArray(3, texts(connection, names, NoticeStore.Name::language));
            return read(select);
        }
    }

    private static Array texts(
            Connection connection, Collection<NoticeStore.Name> names, Function<NoticeStore.Name, String> column)
            throws SQLException {
        return connection.createArrayOf("text", names.stream().map(column).toArray());
    }

    private static List<PublishedNotice> read(PreparedStatement select) throws SQLException {
        List<PublishedNotice> notices = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                notices.add(new PublishedNotice(NoticeJson.read(row.getString(1)), row.getString(2)));
            }
        }
        return notices;
    }

    static void insert(Connection connection, PublishedNotice published, String content, Instant publishedAt)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into notice"
                + " (company, version, language, content, hash, published_at) values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, published.notice().company());
            insert.setString(2, published.notice().version());
            insert.setString(3, published.notice().language());
            insert.setString(4, content);
            insert.setString(5, published.hash());
            insert.setTimestamp(6, Timestamp.from(publishedAt));
            insert.executeUpdate();
        }
    }
}
