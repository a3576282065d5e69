package io.assent.notification.rest.page;

import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.Suppression;
import io.assent.notification.outcome.OutcomeStatus;
import io.assent.notification.rest.FunnelResource.Funnel;
import io.assent.notification.store.OutcomeCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What became of a company's messages, as tables; charts are drawn from them.
 *
 * @param steps how many made each step
 * @param reasons of suppressions, the most frequent first
 * @param times every hour or day, also those in which nothing was
 */
record Figures(List<Step> steps, List<Reason> reasons, List<Time> times) {
    private static final List<OutcomeStatus> STEPS = Stream.of(OutcomeStatus.values())
            .filter(status -> status != OutcomeStatus.SCHEDULED) // a message that waits was accepted
            .toList();

    /** @param byCategory in the order of the categories */
    record Step(OutcomeStatus status, long messages, List<Long> byCategory) {
        /** One that leads from a request to a reader. */
        public boolean onTheWay() {
            return status != OutcomeStatus.SUPPRESSED && status != OutcomeStatus.EXPIRED;
        }
    }

    record Reason(Suppression reason, long messages) {}

    /**
     * An hour or a day.
     *
     * @param bySteps in the order of the steps
     * @param byReasons in the order of the reasons
     */
    record Time(Instant at, List<Long> bySteps, List<Long> byReasons) {}

    static Figures of(Funnel funnel) {
        List<Count> counts = funnel.counts();
        List<Step> steps = STEPS.stream().map(status -> step(counts, status)).toList();
        List<Reason> reasons = counts.stream()
                .map(Count::reason)
                .filter(Objects::nonNull)
                .distinct()
                .map(code -> new Reason(Suppression.of(code), sum(counts, of(code))))
                .sorted(Comparator.comparing(Reason::messages).reversed().thenComparing(Reason::reason))
                .toList();
        Duration row = funnel.by().equals("day") ? Duration.ofDays(1) : Duration.ofHours(1);
        List<Time> times = Stream.iterate(funnel.from(), at -> at.isBefore(funnel.to()), at -> at.plus(row))
                .map(at -> time(at, counts, reasons))
                .toList();
        return new Figures(steps, reasons, times);
    }

    public boolean nothing() {
        return steps.stream().allMatch(step -> step.messages() == 0);
    }

    private static Step step(List<Count> counts, OutcomeStatus status) {
        return new Step(
                status,
                sum(counts, of(status)),
                Stream.of(Category.values())
                        .map(category -> sum(
                                counts, of(status).and(count -> count.category().equals(category.code()))))
                        .toList());
    }

    private static Time time(Instant at, List<Count> all, List<Reason> reasons) {
        List<Count> counts = all.stream().filter(count -> count.at().equals(at)).toList();
        return new Time(
                at,
                STEPS.stream().map(status -> sum(counts, of(status))).toList(),
                reasons.stream()
                        .map(reason -> sum(counts, of(reason.reason().code())))
                        .toList());
    }

    private static Predicate<Count> of(OutcomeStatus status) {
        return count -> count.status().equals(status.code());
    }

    private static Predicate<Count> of(String reason) {
        return count -> reason.equals(count.reason());
    }

    private static long sum(List<Count> counts, Predicate<Count> which) {
        return counts.stream().filter(which).mapToLong(Count::messages).sum();
    }
}
