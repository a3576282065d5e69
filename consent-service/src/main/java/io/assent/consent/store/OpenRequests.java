package io.assent.consent.store;

import io.assent.consent.contact.Contact;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.contact.ContactDecision;
import io.assent.consent.contact.ContactLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Requests that wait for an answer, counted for the companies and people of a group. A person's are counted under the lock
 * of the shard. Of a company's, those of other shards change meanwhile: who opens one takes the company's lock, and who answers one
 * does not, so that people never wait for a company; so a count may be too high for a moment, and never too low.
 */
final class OpenRequests {
    private final ContactLimits limits;
    private final Map<String, Long> ofCompanies;
    private final Map<String, Long> ofPeople;
    private final SortedMap<OpenRequestRows.Counter, Long> changes = new TreeMap<>();

    private OpenRequests(ContactLimits limits, Map<String, Long> ofCompanies, Map<String, Long> ofPeople) {
        this.limits = limits;
        this.ofCompanies = ofCompanies;
        this.ofPeople = ofPeople;
    }

    /** Call under the locks of the shards. */
    static OpenRequests before(Connection connection, List<ConsentCommand> commands, ContactLimits limits)
            throws SQLException {
        List<ConsentCommand> requests = commands.stream()
                .filter(command -> command.action() instanceof ConsentAction.OnContact(var _, var contact, var _)
                        && contact instanceof ContactCommand.Request)
                .toList();
        if (requests.isEmpty()) {
            return new OpenRequests(limits, new TreeMap<>(), new TreeMap<>());
        }
        List<String> companies = requests.stream()
                .map(request -> request.action().counterpart())
                .distinct()
                .toList();
        List<String> people =
                requests.stream().map(ConsentCommand::person).distinct().toList();
        OpenRequestRows.lock(connection, companies);
        return new OpenRequests(
                limits,
                OpenRequestRows.ofCompanies(connection, companies),
                OpenRequestRows.ofPeople(connection, people));
    }

    /** Why the command may not make this of the contact. */
    Optional<ContactDecision.Refused> objection(ConsentCommand command, Contact contact, Contact next) {
        return next.ask().open() && !contact.ask().open()
                ? limits.objection(
                        ofCompanies.getOrDefault(command.action().counterpart(), 0L),
                        ofPeople.getOrDefault(command.person(), 0L))
                : Optional.empty();
    }

    void note(ConsentCommand command, Contact contact, Contact next) {
        long change = (next.ask().open() ? 1 : 0) - (contact.ask().open() ? 1 : 0);
        if (change != 0) {
            String company = command.action().counterpart();
            ofCompanies.merge(company, change, Long::sum);
            ofPeople.merge(command.person(), change, Long::sum);
            changes.merge(new OpenRequestRows.Counter(company, command.shard()), change, Long::sum);
        }
    }

    void write(Connection connection) throws SQLException {
        OpenRequestRows.add(connection, changes);
    }
}
