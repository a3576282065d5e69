package io.assent.base.page;

/** What a person is told when a page cannot be shown. */
public enum Failure {
    FORM,
    STRANGER,
    MISSING,
    LATER,
    OURS;

    static Failure of(int status) {
        return switch (status) {
            case 400, 415 -> FORM;
            case 401, 403 -> STRANGER;
            case 404, 405, 406 -> MISSING;
            case 503 -> LATER;
            default -> OURS;
        };
    }
}
