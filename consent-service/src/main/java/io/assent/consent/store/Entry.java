package io.assent.consent.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.Ask;
import io.assent.consent.contact.Audience;
import io.assent.consent.contact.Contact;
import io.assent.consent.contact.ContactChange;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.contact.ContactState;
import io.assent.consent.contact.Purpose;
import io.assent.consent.contact.ShownNotice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
            List<String> stoppedPurposes,
            boolean blocked,
            @Nullable Boolean requestOpen,
            @Nullable Instant requestExpiresAt,
            String noticeVersion,
            String noticeLanguage,
            String noticeHash,
            @Nullable String noticeAudience,
            @Nullable Integer consentValidDays,
            @Nullable Instant validUntil,
            @Nullable Instant declinedAt,
            @Nullable Imported imported,
            Instant occurredAt,
            Instant recordedAt)
            implements Entry {
        /**
         * Of a decision that was taken elsewhere.
         *
         * @param evidence where the company keeps the proof
         */
        record Imported(Instant decidedAt, String evidence) {
            static @Nullable Imported of(ConsentAction action) {
                return action instanceof ConsentAction.OnContact contact
                                && contact.command() instanceof ContactCommand.Import brought
                        ? new Imported(brought.decidedAt(), brought.evidence())
                        : null;
            }
        }

        /** What was asked before requests had an end lapses so long after it was last spoken of, as V2 of the tables says. */
        private static final Duration FORMER_REQUEST_OPEN = Duration.ofDays(30);

        static OfContact of(
                ConsentCommand command,
                String company,
                Contact contact,
                ContactChange change,
                long version,
                Instant recordedAt) {
            Ask ask = contact.ask();
            ShownNotice notice = ask.notice();
            return new OfContact(
                    command.person(),
                    company,
                    version,
                    lower(change),
                    lower(contact.state()),
                    codes(contact.granted()),
                    codes(ask.purposes()),
                    codes(contact.stopped()),
                    contact.blocked(),
                    ask.open() ? true : null,
                    ask.expiresAt(),
                    notice.version(),
                    notice.language(),
                    notice.hash(),
                    NoticeJson.code(notice.audience()),
                    notice.consentValidDays() > 0 ? notice.consentValidDays() : null,
                    contact.validUntil(),
                    contact.declinedAt(),
                    Imported.of(command.action()),
                    command.occurredAt(),
                    recordedAt);
        }

        public Contact contact() {
            ContactState stands = ContactState.valueOf(state.toUpperCase(Locale.ROOT));
            boolean asked = stands == ContactState.REQUESTED;
            boolean declined = stands == ContactState.DECLINED;
            ShownNotice notice = new ShownNotice(
                    orEmpty(noticeVersion),
                    orEmpty(noticeLanguage),
                    orEmpty(noticeHash),
                    consentValidDays == null ? 0 : consentValidDays,
                    Audience.of(orEmpty(noticeAudience)).orElse(Audience.EVERYBODY));
            Ask ask = new Ask(
                    parsed(requestedPurposes),
                    notice,
                    asked || Boolean.TRUE.equals(requestOpen),
                    asked && requestExpiresAt == null
                            ? occurredAt.plus(FORMER_REQUEST_OPEN).truncatedTo(ChronoUnit.SECONDS)
                            : requestExpiresAt);
            return new Contact(
                    stands,
                    ask,
                    parsed(purposes),
                    stoppedPurposes == null ? Set.of() : parsed(stoppedPurposes),
                    blocked,
                    declined && declinedAt == null ? occurredAt : declinedAt,
                    validUntil);
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
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

    /** {@code io.assent.consent.PersonErased}. */
    record OfErasure(String user, String erasure, long version, Instant occurredAt, Instant recordedAt)
            implements Entry {
        @Override
        public String type() {
            return "io.assent.consent.PersonErased";
        }

        @Override
        public String change() {
            return "erased";
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
