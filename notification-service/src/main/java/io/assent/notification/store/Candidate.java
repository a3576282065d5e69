package io.assent.notification.store;

import io.assent.notification.dispatch.Category;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What fair use needs to know of a message.
 *
 * @param template that it names: id and language, with a slash between them
 * @param dueAt its hour, when that has not come: its limits are asked then; null when they are asked now
 * @param now of the decision
 */
public record Candidate(
        String messageId,
        String company,
        String user,
        Category category,
        @Nullable String template,
        @Nullable Instant dueAt,
        Instant now) {}
