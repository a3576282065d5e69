package io.assent.consent.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.Contact;
import io.assent.consent.contact.ContactChange;
import io.assent.consent.contact.ContactState;
import io.assent.consent.contact.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** An entry of the history: the data of the event that is published for it, and the whole state after it. */
public sealed interface Entry {
    long version();

    Instant occurredAt();

    /** CloudEvents type. */
    String type();

    /** What happened, in a word. */
    String change();

    /** Until a lease has run out, a feed may still rely on the state before this entry. */
    boolean needsCommitWait();

    /** {@code io.assent.consent.ContactPermissionChanged}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record OfContact(
            String user,
            String company,
            long version,
            String change,
            String state,
            @JsonInclude List<String> purposes,
            @JsonInclude List<String> requestedPurposes,
            boolean blocked,
            String noticeVersion,
            Instant occurredAt,
            Instant recordedAt)
            implements Entry {

        static OfContact of(
                ConsentCommand command,
                String company,
                Contact contact,
                ContactChange change,
                long version,
                Instant recordedAt) {
            return new OfContact(
                    command.person(),
                    company,
                    version,
                    lower(change),
                    lower(contact.state()),
                    codes(contact.granted()),
                    codes(contact.requested()),
                    contact.blocked(),
                    contact.noticeVersion(),
                    command.occurredAt(),
                    recordedAt);
        }

        public Contact contact() {
            return new Contact(
                    ContactState.valueOf(state.toUpperCase(Locale.ROOT)),
                    parsed(requestedPurposes),
                    parsed(purposes),
                    blocked,
                    noticeVersion == null ? "" : noticeVersion);
        }

        @Override
        public String type() {
            return "io.assent.consent.ContactPermissionChanged";
        }

        @Override
        public boolean needsCommitWait() {
            return blocked;
        }
    }

    /** {@code io.assent.consent.AdsChoiceChanged}. */
    record OfAds(String user, long version, String choice, Instant occurredAt, Instant recordedAt) implements Entry {
        static OfAds of(ConsentCommand command, AdsChoice choice, long version, Instant recordedAt) {
            return new OfAds(command.person(), version, choice.code(), command.occurredAt(), recordedAt);
        }

        @Override
        public String type() {
            return "io.assent.consent.AdsChoiceChanged";
        }

        @Override
        public String change() {
            return "ads_" + choice;
        }

        @Override
        public boolean needsCommitWait() {
            return true;
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> codes(Set<Purpose> purposes) {
        return purposes.stream().map(Purpose::code).sorted().toList();
    }

    private static Set<Purpose> parsed(List<String> codes) {
        return codes.stream().flatMap(code -> Purpose.of(code).stream()).collect(Collectors.toSet());
    }
}
