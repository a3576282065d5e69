package io.assent.local.player;

/** How long the player waits for an outcome before it says that there was none. */
final class Waiting {
    static final long SECONDS = 120;

    private Waiting() {}
}
