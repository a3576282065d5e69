package io.assent.local.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells on standard error what is going on, with the seconds since the start. */
public final class Progress {
    private final PrintStream out;
    private final Instant start = Instant.now();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String what) {
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, what));
        out.flush();
    }
}
