package io.assent.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatchGateTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "true,  accepted,  false, notifications.utility,   60, SEND",
        "true,  accepted,  false, notifications.utility,    0, EXPIRE",
        "true,  accepted,  false, notifications.marketing, 60, PURPOSE_NOT_GRANTED",
        "true,  accepted,  true,  notifications.utility,   60, BLOCKED",
        "true,  none,      true,  notifications.utility,   60, BLOCKED",
        "true,  none,      false, notifications.utility,   60, NO_CONSENT",
        "true,  requested, false, notifications.utility,   60, NO_CONSENT",
        "true,  declined,  false, notifications.utility,   60, NO_CONSENT",
        "true,  withdrawn, false, notifications.utility,   60, CONSENT_WITHDRAWN",
        "false, accepted,  false, notifications.utility,   60, UNKNOWN_RECIPIENT",
    })
    void decidesByRecipientBlockStatePurposeAndTime(
            boolean known, String state, boolean blocked, String purpose, long seconds, String expected) {
        DispatchRequest request = new DispatchRequest(Category.UTILITY, known, NOON.plusSeconds(seconds));

        Decision decision = DispatchGate.decide(request, new Permission(state, Set.of(purpose), blocked), NOON);

        String outcome = switch (decision) {
            case Decision.Send _ -> "SEND";
            case Decision.Expire _ -> "EXPIRE";
            case Decision.Suppress(Suppression reason, var unused) -> reason.name();
        };
        assertThat(outcome).isEqualTo(expected);
    }

    @Property
    void nothingIsSentWithoutAnUnblockedAcceptedContactThatGrantsThePurpose(
            @ForAll Category category,
            @ForAll("states") String state,
            @ForAll boolean blocked,
            @ForAll boolean known,
            @ForAll Set<Category> granted) {
        Set<String> purposes = granted.stream().map(Category::purpose).collect(java.util.stream.Collectors.toSet());

        Decision decision = DispatchGate.decide(
                new DispatchRequest(category, known, NOON.plusSeconds(60)),
                new Permission(state, purposes, blocked),
                NOON);

        boolean allowed = known && !blocked && state.equals("accepted") && granted.contains(category);
        assertThat(decision instanceof Decision.Send).isEqualTo(allowed);
    }

    @Property(tries = 5_000)
    void noCombinationOfCapsWindowsTemplatesAndCategoriesDeliversWithoutPermission(
            @ForAll Category category,
            @ForAll("states") String state,
            @ForAll boolean blocked,
            @ForAll boolean known,
            @ForAll Set<Category> granted,
            @ForAll TemplateStanding template,
            @ForAll boolean needsWindow,
            @ForAll boolean needsTemplate,
            @ForAll("moments") Instant windowUntil,
            @ForAll("moments") Instant paused,
            @ForAll("moments") Instant personCap,
            @ForAll("moments") Instant pairCap,
            @ForAll("moments") Instant tier) {
        Set<String> purposes = granted.stream().map(Category::purpose).collect(java.util.stream.Collectors.toSet());
        DispatchRequest request = new DispatchRequest(category, known, NOON.plusSeconds(60));
        Permission permission = new Permission(state, purposes, blocked);
        CategoryRule rule = new CategoryRule(
                LocalDate.EPOCH,
                category,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofDays(30),
                needsWindow,
                needsTemplate);

        Decision decision = DispatchGate.decide(
                request,
                permission,
                new Circumstances(rule, template, windowUntil, paused, personCap, pairCap, tier),
                NOON);

        if (decision instanceof Decision.Send) {
            assertThat(DispatchGate.decide(request, permission, NOON)).isInstanceOf(Decision.Send.class);
            assertThat(known && !blocked && state.equals("accepted") && granted.contains(category))
                    .isTrue();
        }
        if (decision instanceof Decision.Suppress(Suppression reason, Instant retryAfter)) {
            assertThat(retryAfter == null || reason.retriable() && retryAfter.isAfter(NOON))
                    .isTrue();
        }
    }

    @Test
    void whatOnlyAnOperatorEndsPromisesNoTime() {
        CategoryRule rule = new CategoryRule(
                LocalDate.EPOCH,
                Category.MARKETING,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofDays(30),
                false,
                false);

        Decision decision = DispatchGate.byFairUse(
                new Circumstances(rule, TemplateStanding.NOT_NAMED, null, CompanyQuality.FOR_GOOD, null, null, null),
                NOON);

        assertThat(decision).isEqualTo(new Decision.Suppress(Suppression.MARKETING_PAUSED));
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Instant> moments() {
        return net.jqwik.api.Arbitraries.of(NOON.minusSeconds(1), NOON, NOON.plusSeconds(1))
                .injectNull(0.3);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> states() {
        return net.jqwik.api.Arbitraries.of("none", "requested", "accepted", "declined", "withdrawn", "something_new");
    }
}
