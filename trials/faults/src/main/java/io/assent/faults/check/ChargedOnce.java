package io.assent.faults.check;

import io.assent.faults.history.Evidence;
import io.assent.faults.history.Evidence.Charge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** P2. */
final class ChargedOnce {
    private ChargedOnce() {}

    static List<Violation> check(Evidence evidence) {
        Set<String> due = new TreeSet<>();
        evidence.lives().stream()
                .filter(life -> life.status().equals("delivered"))
                .forEach(life -> due.add(life.eventId()));
        evidence.impressions().forEach(impression -> due.add(impression.id()));
        Map<String, Integer> charged = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (Charge charge : evidence.charges()) {
            charged.merge(charge.eventId(), 1, Integer::sum);
            if (charge.debitMicros() != charge.amountMicros() || charge.creditMicros() != charge.amountMicros()) {
                violations.add(broken(charge.eventId() + " is charged " + charge.amountMicros() + " and posted "
                        + charge.debitMicros() + "/" + charge.creditMicros()));
            }
            if (!due.contains(charge.eventId())) {
                violations.add(broken(charge.eventId() + " is charged, and was neither delivered nor viewed"));
            }
        }
        for (String event : due) {
            int times = charged.getOrDefault(event, 0);
            if (times != 1) {
                violations.add(broken(event + " is charged " + times + " times"));
            }
        }
        return violations;
    }

    private static Violation broken(String sentence) {
        return Violation.of(Invariant.P2_CHARGES, sentence);
    }
}
