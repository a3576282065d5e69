package io.assent.base.page;

/**
 * What somebody without a session is shown.
 *
 * @param to below the root, where they wanted to go; empty for the root itself
 */
public record Doorstep(State state, String to) {
    /** A token was shown, and does not open the pages. */
    public boolean refused() {
        return state == State.NOT_VALID || state == State.STRANGER;
    }

    /** Why they stand there. */
    public enum State {
        OPEN,
        /** There was a session, and it is over. */
        ENDED,
        /** The token is not valid, or not any more. */
        NOT_VALID,
        /** The token is somebody's for whom these pages are not. */
        STRANGER
    }
}
