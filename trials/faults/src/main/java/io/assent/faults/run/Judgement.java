package io.assent.faults.run;

import io.assent.faults.check.Checker;
import io.assent.faults.check.Invariant;
import io.assent.faults.check.Violation;
import io.assent.faults.client.Load;
import io.assent.faults.history.Evidence;
import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import io.assent.faults.observe.Books;
import io.assent.faults.observe.Logs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects the evidence of a run and has it judged; what may still be on its way is waited for. */
final class Judgement {
    /** What is not there yet may come. */
    private static final Set<Invariant> EVENTUAL = Set.of(Invariant.P2_CHARGES, Invariant.P3_MESSAGES);

    private final String prefix;
    private final Load load;
    private final Logs logs;
    private final Books books;
    private final Duration patience;

    /** @param patience with what may still come */
    Judgement(String prefix, Load load, Logs logs, Books books, Duration patience) {
        this.patience = patience;
        this.prefix = prefix;
        this.load = load;
        this.logs = logs;
        this.books = books;
    }

    record Verdict(Evidence evidence, List<Violation> violations) {}

    Verdict judge(List<String> flows) throws InterruptedException {
        Map<String, Evidence.Contact> contacts = load.finalStates().contacts();
        Map<String, String> choices = load.finalStates().choices();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Evidence evidence = evidence(contacts, choices, flows);
            List<Violation> violations = Checker.violations(evidence);
            boolean settled = violations.stream().noneMatch(each -> EVENTUAL.contains(each.invariant()));
            if (settled || System.nanoTime() > deadline) {
                return new Verdict(evidence, violations);
            }
            Thread.sleep(1_000);
        }
    }

    private Evidence evidence(Map<String, Evidence.Contact> contacts, Map<String, String> choices, List<String> flows)
            throws InterruptedException {
        List<Evidence.Charge> charges = books.charges();
        logs.awaitRead(Duration.ofSeconds(60));
        List<Operation> operations = load.history().operations();
        List<Evidence.Life> lives = logs.lives(prefix);
        List<Evidence.Impression> impressions = logs.impressions(prefix);
        Set<String> own = Stream.concat(
                        impressions.stream().map(Evidence.Impression::id),
                        operations.stream().filter(op -> op.is(Kind.SEND)).map(op -> op.value() + ":delivered"))
                .collect(Collectors.toSet());
        Set<String> known = logs.chargeable().collect(Collectors.toSet());
        return new Evidence(
                operations,
                lives,
                logs.permissions(prefix),
                impressions,
                logs.deadLetters(prefix),
                charges.stream()
                        .filter(charge -> own.contains(charge.eventId()) || !known.contains(charge.eventId()))
                        .toList(),
                contacts,
                choices,
                books.campaigns(prefix),
                flows);
    }
}
