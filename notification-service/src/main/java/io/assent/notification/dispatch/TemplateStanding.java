package io.assent.notification.dispatch;

/** How the template that a message names stands to it; the body stays sealed, so this is all that is known of it. */
public enum TemplateStanding {
    NOT_NAMED,
    APPROVED,
    UNKNOWN,
    NOT_APPROVED,
    OTHER_CATEGORY
}
