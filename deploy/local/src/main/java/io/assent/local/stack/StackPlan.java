package io.assent.local.stack;

import java.nio.file.Path;

/**
 * What to start and where.
 *
 * @param temporary the data is deleted when the stack stops
 * @param clock {@code wall}, or {@code event} for replays: then now is what each call and record says
 */
public record StackPlan(Path home, Path data, boolean temporary, Ports ports, String clock) {

    /** The rate card of billing-service, which the oracle reads as data. */
    public Path rateCard() {
        return home.resolve("billing-service/src/main/resources/rate-card.csv");
    }
}
