package io.assent.consent.rest;

import io.assent.consent.contact.ContactCommand;
import io.assent.consent.contact.ImportedStatus;
import io.assent.consent.contact.NoticeTerms;
import io.assent.consent.contact.Purpose;
import io.assent.consent.imports.ImportLine;
import io.assent.consent.store.NoticeStore;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a command of a line that has all that it needs, in the shapes of the contract; says what is wrong with another. */
final class LineCheck {
    static final LineVerdict MALFORMED = new Refused("malformed", "this is not a line of the file's format");

    private static final Pattern PERSON = Pattern.compile(Ids.PERSON);
    private static final Pattern EVIDENCE = Pattern.compile(Ids.LINE);

    private final Notices notices;

    LineCheck(Notices notices) {
        this.notices = notices;
    }

    sealed interface LineVerdict permits Sound, Refused {}

    record Sound(String user, ContactCommand.Import decision) implements LineVerdict {}

    /** @param reason a stable code */
    record Refused(String reason, String detail) implements LineVerdict {}

    /** Of a company, each looked up once for all lines that name it. */
    static final class Notices {
        private record Name(String version, String language) {}

        private final NoticeStore store;
        private final String company;
        private final Map<Name, Optional<NoticeTerms>> known = new HashMap<>();

        Notices(NoticeStore store, String company) {
            this.store = store;
            this.company = company;
        }

        Optional<NoticeTerms> terms(String version, String language) {
            return known.computeIfAbsent(
                    new Name(version, language), name -> store.terms(company, name.version(), name.language()));
        }
    }

    LineVerdict check(ImportLine line) {
        if (!matches(PERSON, line.user())) {
            return invalid("user: an id of the contract");
        }
        if (!matches(EVIDENCE, line.evidence())) {
            return invalid("evidence: where the proof is kept, up to 500 characters");
        }
        Optional<Instant> decidedAt = instant(line.decidedAt());
        if (decidedAt.isEmpty()) {
            return invalid("decidedAt: a moment, as in RFC 3339");
        }
        Optional<ImportedStatus> status = ImportedStatus.of(Objects.requireNonNullElse(line.status(), "accepted"));
        if (status.isEmpty()) {
            return invalid("status: accepted, withdrawn or blocked");
        }
        return status.get() == ImportedStatus.ACCEPTED
                ? consent(line, decidedAt.get())
                : refusal(line, status.get(), decidedAt.get());
    }

    private LineVerdict consent(ImportLine line, Instant decidedAt) {
        Set<Purpose> purposes = new HashSet<>();
        for (String code : line.purposes()) {
            Optional<Purpose> purpose = Purpose.of(code);
            if (purpose.isEmpty()) {
                return invalid("purposes: unknown purpose");
            }
            purposes.add(purpose.get());
        }
        Optional<NoticeTerms> terms = notices.terms(
                Objects.requireNonNullElse(line.noticeVersion(), ""), Objects.requireNonNullElse(line.language(), ""));
        if (terms.isEmpty()) {
            return new Refused("unknown_notice", "the company has not published this notice in this language");
        }
        return sound(line, ImportedStatus.ACCEPTED, purposes, terms.get(), decidedAt);
    }

    /** A no needs no purposes, and it may have been said without a notice. */
    private static LineVerdict refusal(ImportLine line, ImportedStatus status, Instant decidedAt) {
        return line.purposes().isEmpty()
                ? sound(line, status, Set.of(), null, decidedAt)
                : invalid("purposes: only a consent has them");
    }

    private static Sound sound(
            ImportLine line,
            ImportedStatus status,
            Set<Purpose> purposes,
            @Nullable NoticeTerms terms,
            Instant decidedAt) {
        return new Sound(
                Objects.requireNonNull(line.user(), "checked"),
                new ContactCommand.Import(
                        status, purposes, terms, decidedAt, Objects.requireNonNull(line.evidence(), "checked")));
    }

    private static Refused invalid(String detail) {
        return new Refused("invalid_field", detail);
    }

    private static boolean matches(Pattern pattern, @Nullable String text) {
        return text != null && pattern.matcher(text).matches();
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }
}
