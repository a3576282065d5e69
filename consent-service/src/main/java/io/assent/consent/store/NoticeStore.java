package io.assent.consent.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.assent.base.EventTime;
import io.assent.consent.contact.NoticeTerms;
import io.assent.consent.notice.Notice;
import io.assent.consent.notice.Publication;
import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Notices of companies. */
@Singleton
public class NoticeStore {
    private static final int MOST_REMEMBERED = 10_000;

    private final Database database;
    private final EventTime time;
    private final Cache<Name, NoticeTerms> terms =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /** Of a notice. */
    public record Name(String company, String version, String language) {}

    public NoticeStore(Database database, EventTime time) {
        this.database = database;
        this.time = time;
    }

    /** What the publication came to, and the notice as it is published then. */
    public record Published(Publication publication, PublishedNotice notice) {}

    /** Nothing when the company was not onboarded. */
    public Optional<Published> publish(Notice notice) {
        String content = NoticeJson.write(notice);
        PublishedNotice wanted = new PublishedNotice(notice, NoticeJson.hash(content));
        return database.transact(connection -> publish(connection, wanted, content));
    }

    private Optional<Published> publish(Connection connection, PublishedNotice wanted, String content)
            throws SQLException {
        Notice notice = wanted.notice();
        // The rule about translations holds only when no other one is published meanwhile.
        if (!NoticeRows.lockCompany(connection, notice.company())) {
            return Optional.empty();
        }
        List<PublishedNotice> version = NoticeRows.select(connection, notice.company(), notice.version());
        String published = version.stream()
                .filter(each -> each.notice().language().equals(notice.language()))
                .map(PublishedNotice::hash)
                .findFirst()
                .orElse(null);
        List<Notice> translations =
                version.stream().map(PublishedNotice::notice).toList();
        Publication publication = Publication.decide(notice, wanted.hash(), published, translations);
        if (publication instanceof Publication.New) {
            NoticeRows.insert(connection, wanted, content, time.wall());
        }
        return Optional.of(new Published(publication, wanted));
    }

    public Optional<PublishedNotice> find(String company, String version, String language) {
        return database.transact(connection -> NoticeRows.select(connection, company, version)).stream()
                .filter(each -> each.notice().language().equals(language))
                .findFirst();
    }

    /** Those of them that were published, in one query. */
    public Map<Name, PublishedNotice> find(Collection<Name> names) {
        return names.isEmpty()
                ? Map.of()
                : database.transact(connection -> NoticeRows.select(connection, names)).stream()
                        .collect(Collectors.toMap(
                                each -> new Name(
                                        each.notice().company(),
                                        each.notice().version(),
                                        each.notice().language()),
                                each -> each));
    }

    public List<PublishedNotice> of(String company) {
        return database.transact(connection -> NoticeRows.select(connection, company));
    }

    /** Asked with each contact request. A notice never changes, so what was found once holds. */
    public Optional<NoticeTerms> terms(String company, String version, String language) {
        Name key = new Name(company, version, language);
        NoticeTerms known = terms.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<NoticeTerms> found = find(company, version, language).map(PublishedNotice::terms);
        found.ifPresent(each -> terms.put(key, each));
        return found;
    }
}
