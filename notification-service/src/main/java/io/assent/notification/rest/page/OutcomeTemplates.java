package io.assent.notification.rest.page;

import io.assent.base.page.Doorstep;
import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.Suppression;
import io.assent.notification.kafka.DeadLetterReplay;
import io.assent.notification.rest.DeadLetterResource;
import io.assent.notification.store.MessageOutcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

@CheckedTemplate(basePath = "outcomes")
final class OutcomeTemplates {
    private OutcomeTemplates() {}

    static native TemplateInstance figures(
            String company, Figures figures, List<Category> categories, Span span, List<Span> spans, boolean live);

    /** @param id that was asked for; empty for none */
    static native TemplateInstance message(String id, @Nullable MessageOutcome message, @Nullable Suppression reason);

    /**
     * @param own whether it is a company that sees its own
     * @param reason the only one that is listed; null lists all
     * @param replayed what came of a replay just now
     */
    static native TemplateInstance deadLetters(
            boolean own,
            List<DeadLetterPage.Waiting> waiting,
            DeadLetterResource.Page letters,
            @Nullable String reason,
            DeadLetterReplay.@Nullable Replayed replayed);

    static native TemplateInstance entrance(Doorstep doorstep);
}
