package io.assent.notification.rest.page;

import io.assent.base.page.Doorstep;
import io.assent.notification.dispatch.Category;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

@CheckedTemplate(basePath = "inbox")
final class InboxTemplates {
    private InboxTemplates() {}

    /** The frame of the page: what fills it, only the browser can read. */
    static native TemplateInstance inbox(String person, String device, List<Category> categories);

    static native TemplateInstance entrance(Doorstep doorstep);
}
