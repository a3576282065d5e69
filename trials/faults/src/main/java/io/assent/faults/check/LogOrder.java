package io.assent.faults.check;

import io.assent.faults.history.Evidence;
import io.assent.faults.history.Evidence.Permission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The relay's promise: in order, and once. */
final class LogOrder {
    private LogOrder() {}

    static List<Violation> versions(Evidence evidence) {
        Map<String, Permission> last = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (Permission state : evidence.permissions()) {
            Permission before = last.put(state.key(), state);
            if (before != null && before.version() > state.version()) {
                violations.add(Violation.of(
                        Invariant.VERSIONS,
                        "%s: version %d at %s comes after version %d at %s"
                                .formatted(
                                        state.key(),
                                        state.version(),
                                        state.place(),
                                        before.version(),
                                        before.place())));
            }
        }
        return violations;
    }

    static List<Violation> toldOnce(Evidence evidence) {
        Set<String> seen = new HashSet<>();
        return Stream.of(
                        evidence.lives().stream().map(Evidence.Life::eventId),
                        evidence.impressions().stream().map(Evidence.Impression::id),
                        evidence.deadLetters().stream().map(Evidence.DeadLetter::id))
                .flatMap(ids -> ids)
                .filter(id -> !seen.add(id))
                .distinct()
                .map(id -> Violation.of(Invariant.TOLD_ONCE, id + " is told more than once"))
                .toList();
    }
}
