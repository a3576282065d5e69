package io.assent.notification.store;

import io.assent.notification.dispatch.Category;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What fair use needs to know of a message.
 *
 * @param template that it names: id and language, with a slash between them
 * @param now by which its limits are counted
 */
public record Candidate(
        String messageId,
        String company,
        String user,
        Category category,
        @Nullable String template,
        Instant now) {}
