package io.assent.consent.rest.page;

import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.age.AgeBand;
import io.assent.consent.contact.Audience;
import io.assent.consent.contact.ContactChange;
import io.assent.consent.contact.Purpose;
import io.assent.consent.contact.ShownNotice;
import io.assent.consent.privacy.ContactCard;
import io.assent.consent.privacy.HistoryLine;
import io.assent.consent.privacy.Notice;
import io.assent.consent.privacy.Overview;
import io.assent.consent.rest.Answers;
import io.assent.consent.store.AgeStore;
import io.assent.consent.store.CompanyStore;
import io.assent.consent.store.ConsentReader;
import io.assent.consent.store.Entry;
import io.assent.consent.store.NoticeStore;
import io.assent.consent.store.PersonHistory;
import io.assent.consent.store.PersonStates;
import io.assent.consent.store.PublishedNotice;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what a page shows of a person, and gives it away only when everybody else can know it as well. */
@Singleton
class PersonPages {
    static final int LINES = 25;
    private static final int RECENT = 5;

    private final ConsentReader reader;
    private final PersonHistory history;
    private final CompanyStore companies;
    private final NoticeStore notices;
    private final AgeStore ages;
    private final Answers answers;

    PersonPages(
            ConsentReader reader,
            PersonHistory history,
            CompanyStore companies,
            NoticeStore notices,
            AgeStore ages,
            Answers answers) {
        this.reader = reader;
        this.history = history;
        this.companies = companies;
        this.notices = notices;
        this.ages = ages;
        this.answers = answers;
    }

    /** Lines of the history, and where older ones begin. */
    record Lines(List<HistoryLine> lines, long olderThan) {}

    /** History first: the states that are read after it cover what it tells. */
    Overview overview(String person) {
        List<PersonHistory.Recorded> recent = history.latest(person, RECENT);
        PersonStates states = acknowledged(person);
        Map<String, String> names = names(states.contacts(), recent);
        Map<NoticeStore.Name, PublishedNotice> shown = notices.find(states.contacts().stream()
                .map(PersonPages::noticeName)
                .distinct()
                .toList());
        List<ContactCard> cards = states.contacts().stream()
                .map(entry -> card(entry, names, notice(entry, shown)))
                .sorted(ContactCard.ORDER)
                .toList();
        AgeBand age = ages.find(person).map(AgeStore.Age::band).orElse(AgeBand.UNKNOWN);
        return new Overview(person, cards, states.ads(), age, lines(recent, names));
    }

    Lines history(String person, long before) {
        List<PersonHistory.Recorded> recorded = history.before(person, before, LINES + 1);
        PersonStates _ = acknowledged(person);
        List<PersonHistory.Recorded> shown = recorded.stream().limit(LINES).toList();
        long olderThan = recorded.size() > LINES ? shown.getLast().version() : 0;
        return new Lines(lines(shown, names(List.of(), shown)), olderThan);
    }

    private PersonStates acknowledged(String person) {
        PersonStates states = reader.person(person);
        String _ = answers.acknowledged(states.basis());
        return states;
    }

    private Map<String, String> names(List<Entry.OfContact> contacts, List<PersonHistory.Recorded> recorded) {
        Stream<String> now = contacts.stream().map(Entry.OfContact::company);
        Stream<String> then = recorded.stream()
                .flatMap(each -> each.entry() instanceof Entry.OfContact contact
                        ? Stream.of(contact.company())
                        : Stream.empty());
        return companies.names(Stream.concat(now, then).distinct().toList());
    }

    private static ContactCard card(Entry.OfContact entry, Map<String, String> names, Notice notice) {
        return ContactCard.of(
                entry.company(),
                names.getOrDefault(entry.company(), entry.company()),
                entry.contact(),
                notice,
                entry.version(),
                entry.occurredAt());
    }

    private static NoticeStore.Name noticeName(Entry.OfContact entry) {
        ShownNotice shown = entry.contact().ask().notice();
        return new NoticeStore.Name(entry.company(), shown.version(), shown.language());
    }

    private static Notice notice(Entry.OfContact entry, Map<NoticeStore.Name, PublishedNotice> shown) {
        NoticeStore.Name name = noticeName(entry);
        PublishedNotice published = shown.get(name);
        return published == null
                ? Notice.named(name.version())
                : new Notice(
                        name.version(),
                        published.notice().title(),
                        published.notice().text(),
                        name.language(),
                        published.hash(),
                        published.notice().audience() == Audience.ADULTS);
    }

    private static List<HistoryLine> lines(List<PersonHistory.Recorded> recorded, Map<String, String> names) {
        return recorded.stream().map(each -> line(each.entry(), names)).toList();
    }

    private static HistoryLine line(Entry entry, Map<String, String> names) {
        return switch (entry) {
            case Entry.OfContact contact -> {
                ContactChange change = change(contact);
                List<String> told =
                        change == ContactChange.REQUESTED ? contact.requestedPurposes() : contact.purposes();
                yield HistoryLine.ofContact(
                        contact.occurredAt(),
                        names.getOrDefault(contact.company(), contact.company()),
                        change,
                        told.stream()
                                .flatMap(code -> Purpose.of(code).stream())
                                .sorted()
                                .toList(),
                        contact.contact().ask().notice().version());
            }
            case Entry.OfErasure _ -> throw new IllegalStateException("an erasure is in nobody's history");
            case Entry.OfAds ads ->
                HistoryLine.ofAds(ads.occurredAt(), AdsChoice.of(ads.choice()).orElse(AdsChoice.NONE));
        };
    }

    private static ContactChange change(Entry.OfContact entry) {
        return ContactChange.valueOf(entry.change().toUpperCase(Locale.ROOT));
    }
}
