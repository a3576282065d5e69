package io.assent.consent.receipt;

import io.assent.consent.company.Company;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A consent record and its receipt, in the sections of ISO/IEC TS 27560, and the evidence for them. */
public record ConsentReceipt(
        Header header,
        PiiProcessing piiProcessing,
        List<Party> partyIdentification,
        List<Event> events,
        Receipt receipt,
        Evidence evidence) {
    private static final String SCHEMA = "ISO/IEC TS 27560:2023";
    private static final String LAWFUL_BASIS = "consent (GDPR, Article 6(1)(a))";
    private static final String RETENTION = "until the person asks for erasure";

    record Header(String schemaVersion, String recordId, String piiPrincipalId) {}

    record PiiProcessing(
            Map<String, String> privacyNotice,
            List<Purpose> purposes,
            List<String> piiControllers,
            @Nullable List<String> storageLocations,
            String retentionPeriod,
            String jurisdiction,
            String withdrawalMethod) {}

    record Purpose(String purpose, String lawfulBasis) {}

    record Party(String partyId, String partyName, String partyCountry, String partyRole) {}

    /** @param purposes only those that the event is about, when not all */
    record Event(
            Instant eventTime,
            @Nullable String validityDuration,
            String entityId,
            String eventType,
            String eventState,
            @Nullable List<String> purposes) {}

    record Receipt(String receiptId, Instant issuedAt) {}

    /** @param withdrawn purposes of the acceptance that were taken back since, and when */
    public static ConsentReceipt of(
            Acceptance acceptance, Withdrawn withdrawn, Company controller, Evidence evidence, Issue issue) {
        return new ConsentReceipt(
                new Header(SCHEMA, evidence.recordId(), acceptance.person()),
                new PiiProcessing(
                        acceptance.notice(),
                        acceptance.purposes().stream()
                                .map(purpose -> new Purpose(purpose, LAWFUL_BASIS))
                                .toList(),
                        List.of(controller.company()),
                        issue.storageLocations(),
                        RETENTION,
                        controller.country(),
                        "POST /v1/people/%s/contacts/%s/withdraw".formatted(acceptance.person(), acceptance.company())),
                List.of(new Party(controller.company(), controller.name(), controller.country(), "pii_controller")),
                withdrawn.purposes().isEmpty()
                        ? List.of(given(acceptance))
                        : List.of(given(acceptance), taken(acceptance, withdrawn)),
                new Receipt(issue.receiptId(), issue.issuedAt()),
                evidence);
    }

    /** Purposes that were taken back since the acceptance, and when the last was. */
    public record Withdrawn(List<String> purposes, Instant occurredAt) {}

    /**
     * Of this receipt: a record may have several.
     *
     * @param storageLocations null when the operator does not state them
     */
    public record Issue(
            String receiptId, Instant issuedAt, @Nullable List<String> storageLocations) {}

    private static Event given(Acceptance acceptance) {
        String validity = acceptance.validUntil() == null ? "until withdrawn" : "until " + acceptance.validUntil();
        return new Event(acceptance.occurredAt(), validity, acceptance.person(), "explicit", "consent given", null);
    }

    private static Event taken(Acceptance acceptance, Withdrawn withdrawn) {
        return new Event(
                withdrawn.occurredAt(),
                null,
                acceptance.person(),
                "explicit",
                "consent withdrawn",
                withdrawn.purposes());
    }
}
