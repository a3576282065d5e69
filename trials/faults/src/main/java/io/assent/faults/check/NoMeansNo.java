package io.assent.faults.check;

import io.assent.faults.history.Evidence;
import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** P1. */
final class NoMeansNo {
    private NoMeansNo() {}

    static List<Violation> messages(Evidence evidence) {
        var revocations = new Revocations(evidence.operations());
        Map<String, Operation> sends = evidence.operations().stream()
                .filter(op -> op.is(Kind.SEND))
                .collect(Collectors.toMap(Operation::value, Function.identity(), (first, _) -> first));
        List<Violation> violations = new ArrayList<>();
        for (Operation shown : evidence.operations()) {
            Operation send = shown.is(Kind.SHOWN) ? sends.get(shown.value()) : null;
            if (send != null) {
                revocations
                        .forbidMessage(send.person(), send.company(), send.invoked(), shown.invoked())
                        .ifPresent(no -> violations.add(Violation.of(
                                Invariant.P1_MESSAGES,
                                "%s was sent after a %s had been acknowledged, and was handed over"
                                        .formatted(send.value(), no.kind()),
                                no,
                                send,
                                shown)));
            }
        }
        return violations;
    }

    static List<Violation> ads(Evidence evidence) {
        var revocations = new Revocations(evidence.operations());
        List<Violation> violations = new ArrayList<>();
        for (Operation feed : evidence.operations()) {
            if (feed.is(Kind.FEED) && feed.acknowledged()) {
                for (String company : feed.results()) {
                    revocations
                            .forbidAd(feed.person(), company, feed.invoked(), feed.completed())
                            .ifPresent(no -> violations.add(Violation.of(
                                    Invariant.P1_ADS,
                                    "a feed carries an ad of %s after %s %s had been acknowledged"
                                            .formatted(company, no.kind(), no.value()),
                                    no,
                                    feed)));
                }
            }
        }
        return violations;
    }
}
