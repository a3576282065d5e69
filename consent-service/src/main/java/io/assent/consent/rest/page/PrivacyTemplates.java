package io.assent.consent.rest.page;

import io.assent.base.page.Doorstep;
import io.assent.consent.privacy.ContactCard;
import io.assent.consent.privacy.HistoryLine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

@CheckedTemplate(basePath = "privacy")
final class PrivacyTemplates {
    private PrivacyTemplates() {}

    static native TemplateInstance overview(PrivacyView view);

    /** @param card that changed; the ads choice when there is none */
    static native TemplateInstance part(PrivacyView view, @Nullable ContactCard card);

    /** @param olderThan version of the last line when there are older ones; 0 otherwise */
    static native TemplateInstance history(List<HistoryLine> lines, long olderThan);

    /** @param unsure the box was not ticked */
    static native TemplateInstance erase(boolean unsure);

    static native TemplateInstance erased();

    static native TemplateInstance notYet(Attempt attempt);

    static native TemplateInstance notYetCard(Attempt attempt);

    /** Asks once more before the company is blocked, for who comes from elsewhere. */
    static native TemplateInstance block(String company, String name);

    static native TemplateInstance entrance(Doorstep doorstep);
}
