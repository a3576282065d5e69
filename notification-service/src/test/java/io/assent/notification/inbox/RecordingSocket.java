package io.assent.notification.inbox;

import io.assent.notification.store.MessageRow;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The line to a device that remembers which messages it was shown, and reads only as long as it is told to. */
public final class RecordingSocket implements InboxConnection.Socket {
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private volatile int room = Integer.MAX_VALUE;

    /** The ids in their order, again and again when they were shown again. */
    public List<String> shown() {
        return shown;
    }

    /** From now on it takes so many and no more. */
    public void takes(int messages) {
        room = shown.size() + messages;
    }

    @Override
    public void write(MessageRow message, String sealed) {
        shown.add(message.id());
    }

    @Override
    public boolean hasRoom() {
        return shown.size() < room;
    }

    @Override
    public void beat() {}
}
