package io.assent.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionTableTest {
    @Test
    void theGateDecidesEveryCombinationAsThePublishedTable() {
        Set<String> seen = new HashSet<>();

        for (DecisionTable.Case each : DecisionTable.cases()) {
            String outcome = switch (each.decided()) {
                case Decision.Send _ -> "send";
                case Decision.Expire _ -> "expire";
                case Decision.Suppress(Suppression reason, var unused) -> reason.code();
            };
            assertThat(outcome)
                    .as("%s", each)
                    .isEqualTo(DecisionTable.first(each).outcome());
            seen.add(outcome);
        }

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(DecisionTable.ROWS.stream()
                        .map(DecisionTable.Row::outcome)
                        .toList());
    }
}
