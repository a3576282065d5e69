package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.dispatch.Category;
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

/** What companies declare of their messages, and operators approve, without a word of the messages. */
@Singleton
public class TemplateStore {
    /** A company's templates, retired ones too. */
    private static final int MOST = 1_000;

    private final Database database;

    public TemplateStore(Database database) {
        this.database = database;
    }

    /**
     * A template in one language.
     *
     * @param state pending, approved, rejected or retired
     * @param remark why it was rejected
     */
    public record Template(
            String id,
            String language,
            String category,
            String state,
            @Nullable String remark,
            Instant changedAt) {}

    /** What became of a declaration. */
    public sealed interface Declared {
        record Known(Template template) implements Declared {}

        /** The id is taken: with another category, or by a template that was retired. */
        record Taken() implements Declared {}

        record TooMany() implements Declared {}
    }

    /** Declares it; the same again changes nothing, but what was rejected waits again. */
    public Declared declare(String company, String id, String language, Category category, Instant now) {
        return database.transact(connection -> {
            // One of the company at a time, so that the count holds.
            lock(connection, company);
            Optional<Template> known = update(connection, company, id, language, category, now);
            if (known.isPresent()) {
                return new Declared.Known(known.get());
            }
            List<Template> all = of(connection, company);
            if (all.stream()
                    .anyMatch(each -> each.id().equals(id) && each.language().equals(language))) {
                return new Declared.Taken();
            }
            return all.size() < MOST
                    ? new Declared.Known(insert(connection, company, id, language, category, now))
                    : new Declared.TooMany();
        });
    }

    private static void lock(Connection connection, String company) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtext('templates'), hashtext(?))")) {
            lock.setString(1, company);
            lock.execute();
        }
    }

    private static Optional<Template> update(
            Connection connection, String company, String id, String language, Category category, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update template set changed_at = case when state = 'rejected' then ? else changed_at end,"
                        + " state = case when state = 'rejected' then 'pending' else state end"
                        + " where company = ? and id = ? and language = ? and category = ? and state <> 'retired'"
                        + " returning " + COLUMNS)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, company);
            update.setString(3, id);
            update.setString(4, language);
            update.setString(5, category.code());
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(template(row)) : Optional.empty();
            }
        }
    }

    private static Template insert(
            Connection connection, String company, String id, String language, Category category, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into template (company, id, language, category, state, changed_at)"
                        + " values (?, ?, ?, ?, 'pending', ?) returning " + COLUMNS)) {
            insert.setString(1, company);
            insert.setString(2, id);
            insert.setString(3, language);
            insert.setString(4, category.code());
            insert.setTimestamp(5, Timestamp.from(now));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return template(row);
            }
        }
    }

    /** Moves it on; empty when there is none, or it was retired, which is for ever. */
    public Optional<Template> move(
            String company, String id, String language, String state, @Nullable String remark, Instant now) {
        return database.transact(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update template set state = ?, remark = ?, changed_at = ? where company = ? and id = ?"
                            + " and language = ? and (state <> 'retired' or ? = 'retired') returning " + COLUMNS)) {
                update.setString(1, state);
                update.setString(2, remark);
                update.setTimestamp(3, Timestamp.from(now));
                update.setString(4, company);
                update.setString(5, id);
                update.setString(6, language);
                update.setString(7, state);
                try (ResultSet row = update.executeQuery()) {
                    return row.next() ? Optional.of(template(row)) : Optional.empty();
                }
            }
        });
    }

    public List<Template> of(String company) {
        return database.transact(connection -> of(connection, company));
    }

    private static List<Template> of(Connection connection, String company) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select " + COLUMNS + " from template where company = ? order by id, language")) {
            select.setString(1, company);
            List<Template> templates = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    templates.add(template(row));
                }
            }
            return templates;
        }
    }

    private static final String COLUMNS = "id, language, category, state, remark, changed_at";

    private static Template template(ResultSet row) throws SQLException {
        return new Template(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant());
    }
}
