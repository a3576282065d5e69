package io.assent.notification.store;

import io.assent.notification.dispatch.TemplateStanding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the templates that messages name are approved. */
final class TemplateRows {
    private TemplateRows() {}

    private record Key(String company, String template) {}

    private record Known(String category, String state) {}

    /** How the templates of a batch stand to its messages; those that name none are not asked for. */
    record Standings(Map<Key, Known> known) {
        TemplateStanding of(Candidate candidate) {
            if (candidate.template() == null) {
                return TemplateStanding.NOT_NAMED;
            }
            Known template = known.get(new Key(candidate.company(), candidate.template()));
            if (template == null) {
                return TemplateStanding.UNKNOWN;
            }
            if (!template.state().equals("approved")) {
                return TemplateStanding.NOT_APPROVED;
            }
            return template.category().equals(candidate.category().code())
                    ? TemplateStanding.APPROVED
                    : TemplateStanding.OTHER_CATEGORY;
        }
    }

    static Standings read(Connection connection, Collection<Candidate> candidates) throws SQLException {
        List<Candidate> naming = candidates.stream()
                .filter(candidate -> candidate.template() != null)
                .toList();
        Map<Key, Known> known = new HashMap<>();
        if (!naming.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement(
                    "select company, id || '/' || language, category, state from template"
                            + " where (company, id || '/' || language) in (select * from unnest(?::text[], ?::text[]))")) {
                select.setArray(
                        1,
                        Sql.texts(
                                connection,
                                naming.stream().map(Candidate::company).toList()));
                select.setArray(
                        2,
                        Sql.texts(
                                connection,
                                naming.stream().map(Candidate::template).toList()));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        known.put(
                                new Key(row.getString(1), row.getString(2)),
                                new Known(row.getString(3), row.getString(4)));
                    }
                }
            }
        }
        return new Standings(known);
    }
}
