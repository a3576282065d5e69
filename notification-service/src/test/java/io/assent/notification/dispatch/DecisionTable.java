package io.assent.notification.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the gate must decide, told a second time and in another way: the first row that fits is the decision. */
final class DecisionTable {
    static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final List<String> STATES = List.of("none", "requested", "accepted", "declined", "withdrawn");

    private DecisionTable() {}

    /** A message and everything that the gate looks at. */
    record Case(
            Category category,
            boolean known,
            boolean blocked,
            String state,
            boolean granted,
            boolean expired,
            TemplateStanding template,
            boolean needsTemplate,
            boolean needsWindow,
            boolean windowOpen,
            boolean paused,
            boolean personCap,
            boolean pairCap,
            boolean tier) {
        Decision decided() {
            Set<String> purposes = granted ? Set.of(category.purpose()) : Set.of();
            CategoryRule rule = new CategoryRule(
                    LocalDate.EPOCH,
                    category,
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    needsWindow,
                    needsTemplate);
            return DispatchGate.decide(
                    new DispatchRequest(category, known, expired ? NOW : LATER),
                    new Permission(state, purposes, blocked),
                    new Circumstances(
                            rule,
                            template,
                            windowOpen ? LATER : NOW,
                            paused ? LATER : null,
                            personCap ? LATER : null,
                            pairCap ? LATER : null,
                            tier ? LATER : null),
                    NOW);
        }

        boolean isMarketing() {
            return category == Category.MARKETING;
        }
    }

    /** @param when in words, for the page; {@code outcome} is send, expire or a reason */
    record Row(String when, String outcome, Predicate<Case> fits) {}

    static final List<Row> ROWS = List.of(
            row("the messenger has not told of the person", Suppression.UNKNOWN_RECIPIENT, c -> !c.known()),
            row("the person has blocked the company", Suppression.BLOCKED, Case::blocked),
            row(
                    "the contact is withdrawn",
                    Suppression.CONSENT_WITHDRAWN,
                    c -> c.state().equals("withdrawn")),
            row(
                    "the contact is not accepted: never asked, not answered, declined",
                    Suppression.NO_CONSENT,
                    c -> !c.state().equals("accepted")),
            row("its purpose is not among those granted", Suppression.PURPOSE_NOT_GRANTED, c -> !c.granted()),
            new Row("its time to live is over", "expire", Case::expired),
            row(
                    "it names no template, and its category needs one",
                    Suppression.TEMPLATE_MISSING,
                    c -> c.template() == TemplateStanding.NOT_NAMED && c.needsTemplate()),
            row(
                    "the company has no such template in this language",
                    Suppression.UNKNOWN_TEMPLATE,
                    c -> c.template() == TemplateStanding.UNKNOWN),
            row(
                    "the template waits, was rejected or is retired",
                    Suppression.TEMPLATE_NOT_APPROVED,
                    c -> c.template() == TemplateStanding.NOT_APPROVED),
            row(
                    "the template is of another category",
                    Suppression.TEMPLATE_CATEGORY_DIFFERS,
                    c -> c.template() == TemplateStanding.OTHER_CATEGORY),
            row(
                    "its category needs an open window, and there is none",
                    Suppression.WINDOW_CLOSED,
                    c -> c.needsWindow() && !c.windowOpen()),
            row(
                    "marketing, and the company's marketing rests",
                    Suppression.MARKETING_PAUSED,
                    c -> c.isMarketing() && c.paused()),
            row(
                    "marketing, and the person has had theirs",
                    Suppression.PERSON_MARKETING_CAP,
                    c -> c.isMarketing() && c.personCap()),
            row(
                    "marketing, and the person has had this company's",
                    Suppression.PAIR_MARKETING_CAP,
                    c -> c.isMarketing() && c.pairCap()),
            row("the company has reached as many people as it may", Suppression.RECIPIENT_TIER_REACHED, Case::tier),
            new Row("otherwise", "send", _ -> true));

    private static Row row(String when, Suppression reason, Predicate<Case> fits) {
        return new Row(when, reason.code(), fits);
    }

    static Row first(Case one) {
        return ROWS.stream().filter(row -> row.fits().test(one)).findFirst().orElseThrow();
    }

    /** Every combination. */
    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Category category : Category.values()) {
            for (String state : STATES) {
                for (TemplateStanding template : TemplateStanding.values()) {
                    for (int bits = 0; bits < 1 << 11; bits++) {
                        cases.add(new Case(
                                category,
                                bit(bits, 0),
                                bit(bits, 1),
                                state,
                                bit(bits, 2),
                                bit(bits, 3),
                                template,
                                bit(bits, 4),
                                bit(bits, 5),
                                bit(bits, 6),
                                bit(bits, 7),
                                bit(bits, 8),
                                bit(bits, 9),
                                bit(bits, 10)));
                    }
                }
            }
        }
        return cases;
    }

    private static boolean bit(int bits, int at) {
        return (bits >> at & 1) == 1;
    }
}
