package io.assent.consent.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line, as it was written; nothing in it is checked yet.
 *
 * @param status accepted (also when missing), withdrawn or blocked
 * @param decidedAt RFC 3339
 * @param evidence where the company keeps the proof, as a reference: it enters the history
 */
public record ImportLine(
        @Nullable String user,
        @Nullable String status,
        List<String> purposes,
        @Nullable String noticeVersion,
        @Nullable String language,
        @Nullable String decidedAt,
        @Nullable String evidence) {
    public ImportLine(
            @Nullable String user,
            @Nullable String status,
            @Nullable List<String> purposes,
            @Nullable String noticeVersion,
            @Nullable String language,
            @Nullable String decidedAt,
            @Nullable String evidence) {
        this.user = user;
        this.status = status;
        this.purposes = purposes == null ? List.of() : List.copyOf(purposes);
        this.noticeVersion = noticeVersion;
        this.language = language;
        this.decidedAt = decidedAt;
        this.evidence = evidence;
    }
}
