package io.assent.consent.store;

import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.Purpose;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Partitions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Current states, as they are in the database; to be answered only after {@link Acknowledgement}. */
@Singleton
public class ConsentReader {
    private final Database database;
    private final EntryJson json;

    public ConsentReader(Database database, EntryJson json) {
        this.database = database;
        this.json = json;
    }

    public Optional<Stated> contact(String person, String company) {
        return select(person, "and counterpart = ?", company).stream().findFirst();
    }

    /** The contacts of these people with one company, by person; who has none is left out. */
    public Map<String, Stated> contacts(Collection<String> people, String company) {
        List<StateKey> keys =
                people.stream().map(person -> new StateKey(person, company)).toList();
        Map<String, Stated> contacts = new HashMap<>();
        database.transact(connection -> StateRows.select(connection, keys))
                .forEach((key, stated) -> contacts.put(key.person(), stated));
        return contacts;
    }

    /** All contacts of a person as one answer. */
    public Stated contacts(String person) {
        List<Stated> contacts = select(person, "and counterpart <> ? order by counterpart", StateKey.ADS);
        return new Stated(
                shard(person),
                0,
                contacts.stream().map(Stated::entry).collect(Collectors.joining(",", "{\"contacts\":[", "]}")),
                contacts.stream().mapToLong(Stated::laneSequence).max().orElse(0),
                contacts.stream().anyMatch(Stated::commitWait));
    }

    /** Companies that may send marketing to this person, unless they are blocked. */
    public List<String> companiesAllowedMarketing(String person) {
        return select(person, "and counterpart <> ?", StateKey.ADS).stream()
                .map(json::contact)
                .filter(contact -> contact.contact().granted().contains(Purpose.MARKETING))
                .map(Entry.OfContact::company)
                .toList();
    }

    /** None when the person never chose. */
    public Stated adsChoice(String person) {
        return select(person, "and counterpart = ?", StateKey.ADS).stream()
                .findFirst()
                .orElseGet(() ->
                        Stated.initial(shard(person), json.write(new NeverChosen(person, 0, AdsChoice.NONE.code()))));
    }

    /** All that is stated of a person, with what must be acknowledged before it is shown. */
    public PersonStates person(String person) {
        List<Stated> contacts = select(person, "and counterpart <> ? order by counterpart", StateKey.ADS);
        Stated ads = adsChoice(person);
        return new PersonStates(
                contacts.stream().map(json::contact).toList(),
                AdsChoice.of(json.ads(ads).choice()).orElse(AdsChoice.NONE),
                contacts.stream().reduce(ads, Stated::later));
    }

    private record NeverChosen(String user, long version, String choice) {}

    private static int shard(String person) {
        return Partitions.of(person, ConsentCommand.SHARDS);
    }

    private List<Stated> select(String person, String condition, String counterpart) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select " + StateRows.COLUMNS + " from consent_state where person = ? " + condition)) {
                select.setString(1, person);
                select.setString(2, counterpart);
                List<Stated> states = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        states.add(StateRows.read(row, 1));
                    }
                }
                return states;
            }
        });
    }
}
