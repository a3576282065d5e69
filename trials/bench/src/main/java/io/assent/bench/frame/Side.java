package io.assent.bench.frame;

import java.time.Duration;

/** What is measured in turns with others: ours, or a limit. */
public interface Side {
    /** As reports call it. */
    String name();

    /** Works for about this long; what it prepares before does not count. */
    Sample run(Duration length) throws Exception;
}
