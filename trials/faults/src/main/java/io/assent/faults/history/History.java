package io.assent.faults.history;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The history of one run, as its clients write it. Times are nanoseconds since its beginning. */
public final class History {
    private final long began = System.nanoTime();
    private final ConcurrentLinkedQueue<Operation> operations = new ConcurrentLinkedQueue<>();

    public long now() {
        return System.nanoTime() - began;
    }

    public void add(Operation operation) {
        operations.add(operation);
    }

    /** What has ended so far. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    public int size() {
        return operations.size();
    }
}
