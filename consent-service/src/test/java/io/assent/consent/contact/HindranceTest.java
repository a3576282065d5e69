package io.assent.consent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HindranceTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED,  CHAT,      false,  1, ",
        "ACCEPTED,  CHAT,      false,  0, NO_CONSENT",
        "ACCEPTED,  CHAT,      false, -1, NO_CONSENT",
        "ACCEPTED,  MARKETING, false,  1, PURPOSE_NOT_GRANTED",
        "ACCEPTED,  CHAT,      true,   1, BLOCKED",
        "WITHDRAWN, CHAT,      false,  1, CONSENT_WITHDRAWN",
        "WITHDRAWN, CHAT,      true,   1, BLOCKED",
        "NONE,      CHAT,      false,  1, NO_CONSENT",
        "REQUESTED, CHAT,      false,  1, NO_CONSENT",
        "DECLINED,  CHAT,      false,  1, NO_CONSENT",
        "EXPIRED,   CHAT,      false,  1, NO_CONSENT",
        "LAPSED,    CHAT,      false,  1, NO_CONSENT",
    })
    void onlyAnAcceptedPurposeThatHasNotRunOutAndIsNotBlockedIsPermitted(
            ContactState state, Purpose purpose, boolean blocked, long secondsLeft, Hindrance expected) {
        Contact contact = new Contact(
                state, Ask.NONE, Set.of(Purpose.CHAT), Set.of(), blocked, null, NOON.plusSeconds(secondsLeft));

        assertThat(Hindrance.of(contact, purpose, NOON).orElse(null)).isEqualTo(expected);
    }
}
