package io.assent.consent.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure is.
 *
 * @param state running or completed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErasureStatus(
        String erasure,
        String state,
        Instant askedAt,
        @Nullable Instant completedAt,
        List<Service> services) {

    /** @param completedAt absent while the service still holds something */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Service(
            String service, String state, @Nullable Instant completedAt) {
        static Service of(String service, @Nullable Instant completedAt) {
            return new Service(service, ErasureStatus.state(completedAt), completedAt);
        }
    }

    static String state(@Nullable Instant completedAt) {
        return completedAt == null ? "running" : "completed";
    }
}
