package io.assent.faults.check;

import io.assent.faults.history.Evidence;
import io.assent.faults.history.Evidence.Campaign;
import io.assent.faults.history.Evidence.Impression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** P6. */
final class WithinBudget {
    private WithinBudget() {}

    static List<Violation> check(Evidence evidence) {
        Map<String, Long> told = evidence.impressions().stream()
                .collect(Collectors.toMap(Impression::campaign, Impression::priceMicros, Long::sum));
        List<Violation> violations = new ArrayList<>();
        for (Campaign campaign : evidence.campaigns()) {
            long most = Math.max(campaign.spentMicros(), told.getOrDefault(campaign.id(), 0L));
            if (most > campaign.budgetMicros()) {
                violations.add(Violation.of(
                        Invariant.P6_BUDGET,
                        "%s spent %d of %d".formatted(campaign.id(), most, campaign.budgetMicros())));
            }
        }
        return violations;
    }
}
