package io.assent.bench.frame;

import io.assent.local.stack.Progress;

/** One thing that is measured beside its limit. It starts what it needs, and leaves nothing behind. */
public interface Bench {
    /** As it is called on the command line and in reports. */
    String name();

    Report run(Timing timing, Progress progress) throws Exception;
}
