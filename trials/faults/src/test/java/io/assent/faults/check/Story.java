package io.assent.faults.check;

import io.assent.faults.history.Evidence;
import io.assent.faults.history.Evidence.Campaign;
import io.assent.faults.history.Evidence.Charge;
import io.assent.faults.history.Evidence.Contact;
import io.assent.faults.history.Evidence.DeadLetter;
import io.assent.faults.history.Evidence.Impression;
import io.assent.faults.history.Evidence.Life;
import io.assent.faults.history.Evidence.Permission;
import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import io.assent.faults.history.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evidence made by hand, about the person p and the company c. */
final class Story {
    private final List<Operation> operations = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>();
    private final List<Permission> permissions = new ArrayList<>();
    private final List<Impression> impressions = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<Charge> charges = new ArrayList<>();
    private final Map<String, Contact> contacts = new HashMap<>();
    private final Map<String, String> choices = new HashMap<>();
    private final List<Campaign> campaigns = new ArrayList<>();

    Story ok(Kind kind, String value, long invoked, long completed, String... results) {
        operations.add(new Operation(kind, "p", "c", value, invoked, completed, Outcome.OK, List.of(results)));
        return this;
    }

    Story ok(Kind kind, long invoked, long completed) {
        return ok(kind, "", invoked, completed);
    }

    Story unknown(Kind kind, String value, long invoked) {
        operations.add(new Operation(kind, "p", "c", value, invoked, Operation.NEVER, Outcome.INFO, List.of()));
        return this;
    }

    Story told(String message, String status) {
        lives.add(new Life(message + ":" + status, message, status, "notification.deliveries/0/" + lives.size()));
        return this;
    }

    Story state(long version) {
        permissions.add(new Permission("p|c", version, "consent.events/0/" + permissions.size()));
        return this;
    }

    Story impression(String id, long priceMicros) {
        impressions.add(new Impression(id, "campaign", priceMicros));
        return this;
    }

    Story deadLetter(String id) {
        deadLetters.add(new DeadLetter(id, "e", "why"));
        return this;
    }

    Story charged(String event, long amountMicros, long postedMicros) {
        charges.add(new Charge(event, amountMicros, postedMicros, postedMicros));
        return this;
    }

    Story inTheEnd(String state, boolean blocked) {
        contacts.put("p|c", new Contact(state, blocked));
        return this;
    }

    Story choiceInTheEnd(String choice) {
        choices.put("p", choice);
        return this;
    }

    Story campaign(long budgetMicros, long spentMicros) {
        campaigns.add(new Campaign("campaign", budgetMicros, spentMicros, budgetMicros, 0));
        return this;
    }

    List<Invariant> violated(String... flows) {
        return Checker.violations(new Evidence(
                        operations,
                        lives,
                        permissions,
                        impressions,
                        deadLetters,
                        charges,
                        contacts,
                        choices,
                        campaigns,
                        List.of(flows)))
                .stream()
                .map(Violation::invariant)
                .toList();
    }
}
