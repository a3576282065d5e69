package io.assent.faults.client;

/** Something that a client does in a thread of its own; an interruption ends it. */
interface Work {
    void go() throws InterruptedException;

    static Thread start(Work work) {
        return Thread.ofVirtual().start(() -> {
            try {
                work.go();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
