package io.assent.notification.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What fair use knows when a message is decided, besides consent. A limit that is reached says until when.
 *
 * @param windowUntil until when the company may chat; null when the person has not written lately
 * @param marketingPausedUntil while the company's marketing rests
 * @param personCapUntil while the person has had their marketing messages
 * @param pairCapUntil while the person has had this company's
 * @param tierUntil while the company may reach nobody else
 */
public record Circumstances(
        CategoryRule rule,
        TemplateStanding template,
        @Nullable Instant windowUntil,
        @Nullable Instant marketingPausedUntil,
        @Nullable Instant personCapUntil,
        @Nullable Instant pairCapUntil,
        @Nullable Instant tierUntil) {

    /** Of a message whose hour has not come: whether it may be sent at all is known, its limits are not asked yet. */
    public static Circumstances beforeItsHour(CategoryRule rule, TemplateStanding template) {
        return new Circumstances(rule, template, Instant.MAX, null, null, null, null);
    }
}
