package io.assent.consent.contact;

import static io.assent.consent.contact.Contacts.LIMITS;
import static io.assent.consent.contact.Contacts.START;
import static io.assent.consent.contact.Contacts.apply;
import static io.assent.consent.contact.Contacts.day;
import static io.assent.consent.contact.Contacts.imported;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactImportTest {
    private static final Instant LAST_YEAR = START.minus(Duration.ofDays(90));

    @Test
    void aConsentCountsFromTheDayOnWhichItWasGiven() {
        Contact contact = apply(Contact.NONE, START, imported(ImportedStatus.ACCEPTED, LAST_YEAR));

        assertThat(contact.permits(Purpose.MARKETING)).isTrue();
        assertThat(contact.validUntil()).isEqualTo(LAST_YEAR.plus(Duration.ofDays(730)));
        assertThat(contact.ask().notice().version()).isEqualTo("v1");
        assertThat(apply(contact, START, new ContactCommand.Withdraw(Set.of())).state())
                .isEqualTo(ContactState.WITHDRAWN);
    }

    @Test
    void theSameOnceMoreIsNothingNew() {
        for (ImportedStatus status : ImportedStatus.values()) {
            Contact contact = apply(Contact.NONE, START, imported(status, LAST_YEAR));

            assertThat(contact.decide(imported(status, LAST_YEAR), day(3), LIMITS))
                    .isInstanceOf(ContactDecision.Unchanged.class);
        }
    }

    @Test
    void aNoIsBroughtAlongWithoutANotice() {
        assertThat(apply(Contact.NONE, START, imported(ImportedStatus.WITHDRAWN, LAST_YEAR))
                        .state())
                .isEqualTo(ContactState.WITHDRAWN);
        assertThat(apply(Contact.NONE, START, imported(ImportedStatus.BLOCKED, LAST_YEAR))
                        .blocked())
                .isTrue();
    }

    @Test
    void whatIsStillToComeOrRanOutOrIsNotInTheNoticeIsRefused() {
        assertThat(refusal(imported(ImportedStatus.ACCEPTED, day(1)))).isEqualTo("invalid_field");
        assertThat(refusal(imported(ImportedStatus.ACCEPTED, START.minus(Duration.ofDays(101)))))
                .as("before the notice was valid")
                .isEqualTo("notice_not_valid");
        assertThat(refusal(new ContactCommand.Import(
                        ImportedStatus.ACCEPTED, Set.of(Purpose.AUTHENTICATION), Contacts.NOTICE, LAST_YEAR, "crm/1")))
                .isEqualTo("purpose_not_in_notice");
        assertThat(refusal(new ContactCommand.Import(
                        ImportedStatus.ACCEPTED, Set.of(), Contacts.NOTICE, LAST_YEAR, "crm/1")))
                .isEqualTo("invalid_field");
        assertThat(Contact.NONE.decide(imported(ImportedStatus.ACCEPTED, LAST_YEAR), day(640), LIMITS))
                .isEqualTo(new ContactDecision.Refused("consent_expired", "this consent has run out"));
    }

    private static String refusal(ContactCommand command) {
        return ((ContactDecision.Refused) Contact.NONE.decide(command, START, LIMITS)).reason();
    }
}
