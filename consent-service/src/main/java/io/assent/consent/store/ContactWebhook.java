package io.assent.consent.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook about a contact. Its fields are named one by one: what an entry of the history gains is not told to
 * companies before somebody decided that it may be.
 */
record ContactWebhook(String type, Instant timestamp, Data data) {

    static ContactWebhook of(String type, Entry.OfContact entry) {
        return new ContactWebhook(
                type,
                entry.occurredAt(),
                new Data(
                        entry.user(),
                        entry.company(),
                        entry.version(),
                        entry.change(),
                        entry.state(),
                        entry.purposes(),
                        entry.requestedPurposes(),
                        entry.stoppedPurposes(),
                        entry.blocked(),
                        entry.requestExpiresAt(),
                        entry.noticeVersion(),
                        entry.noticeLanguage(),
                        entry.noticeHash(),
                        entry.validUntil(),
                        entry.occurredAt(),
                        entry.recordedAt()));
    }

    /** As in {@code io.assent.consent.ContactPermissionChanged}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Data(
            String user,
            String company,
            long version,
            String change,
            String state,
            @JsonInclude List<String> purposes,
            @JsonInclude List<String> requestedPurposes,
            List<String> stoppedPurposes,
            boolean blocked,
            @Nullable Instant requestExpiresAt,
            String noticeVersion,
            String noticeLanguage,
            String noticeHash,
            @Nullable Instant validUntil,
            Instant occurredAt,
            Instant recordedAt) {}
}
