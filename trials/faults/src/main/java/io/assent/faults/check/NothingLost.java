package io.assent.faults.check;

import io.assent.faults.history.Evidence;
import io.assent.faults.history.Evidence.Contact;
import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** P3. */
final class NothingLost {
    private static final Set<String> ENDS = Set.of("delivered", "suppressed", "expired");

    private NothingLost() {}

    static List<Violation> messages(Evidence evidence) {
        Map<String, Set<String>> ends = new HashMap<>();
        Set<String> billed = new HashSet<>();
        evidence.lives().forEach(life -> {
            if (ENDS.contains(life.status())) {
                ends.computeIfAbsent(life.messageId(), _ -> new LinkedHashSet<>())
                        .add(life.status());
            }
        });
        evidence.impressions().forEach(impression -> billed.add(impression.id()));
        List<Violation> violations = new ArrayList<>();
        for (Operation op : evidence.operations()) {
            if (op.is(Kind.SEND)) {
                Set<String> of = ends.getOrDefault(op.value(), Set.of());
                if (of.size() > 1 || of.isEmpty() && op.acknowledged()) {
                    violations.add(broken("%s was sent and ended as %s".formatted(op.value(), of), op));
                }
            }
            if (op.is(Kind.RECEIPT)
                    && op.acknowledged()
                    && !ends.getOrDefault(op.value(), Set.of()).contains("delivered")) {
                violations.add(broken("the receipt of %s was taken, and it is not told".formatted(op.value()), op));
            }
            if (op.is(Kind.VIEWS) && op.acknowledged() && !billed.containsAll(op.results())) {
                violations.add(broken("a view was charged, and it is not told", op));
            }
        }
        return violations;
    }

    private static Violation broken(String sentence, Operation op) {
        return Violation.of(Invariant.P3_MESSAGES, sentence, op);
    }

    static List<Violation> consent(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        evidence.contacts().forEach((pair, contact) -> {
            Predicate<Operation> ofPair = op -> pair.equals(op.person() + "|" + op.company()) && op.possible();
            state(evidence, ofPair, Kind.GRANT, Kind.WITHDRAW, accepted(contact), pair, contact, violations);
            state(evidence, ofPair, Kind.BLOCK, Kind.UNBLOCK, contact.blocked(), pair, contact, violations);
        });
        evidence.choices().forEach((person, choice) -> {
            Predicate<Operation> ofPerson =
                    op -> op.is(Kind.CHOOSE_ADS) && op.person().equals(person) && op.possible();
            Last last = last(evidence, ofPerson);
            if (last.certain() && !last.value().equals(choice)) {
                violations.add(new Violation(
                        Invariant.P3_CONSENT, person + " chose otherwise than " + choice, last.history()));
            }
        });
        return violations;
    }

    private static boolean accepted(Contact contact) {
        return contact.state().equals("accepted");
    }

    @SuppressWarnings("TooManyParameters")
    private static void state(
            Evidence evidence,
            Predicate<Operation> ofPair,
            Kind on,
            Kind off,
            boolean is,
            String pair,
            Contact contact,
            List<Violation> violations) {
        Last last = last(evidence, ofPair.and(op -> op.is(on) || op.is(off)));
        if (last.certain() && last.value().equals(on.name()) != is) {
            violations.add(
                    new Violation(Invariant.P3_CONSENT, pair + " is " + contact + " in the end", last.history()));
        }
    }

    /** @param value what the last operation said; certain when it was acknowledged and none overlaps or is unknown */
    private record Last(boolean certain, String value, List<Operation> history) {}

    private static Last last(Evidence evidence, Predicate<Operation> which) {
        List<Operation> ops = evidence.operations().stream()
                .filter(which)
                .sorted(Comparator.comparingLong(Operation::invoked))
                .toList();
        if (ops.isEmpty()) {
            return new Last(false, "", List.of());
        }
        Operation last = ops.getLast();
        boolean certain =
                last.acknowledged() && ops.stream().allMatch(op -> op == last || op.completed() < last.invoked());
        String value = last.is(Kind.CHOOSE_ADS) ? last.value() : last.kind().name();
        return new Last(certain, value, List.of(last));
    }
}
