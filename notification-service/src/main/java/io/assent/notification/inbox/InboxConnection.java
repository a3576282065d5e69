package io.assent.notification.inbox;

import io.assent.notification.store.HandOverStore.Pending;
import io.assent.notification.store.MessageRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One device that listens. It is shown a message once; again only when it has acknowledged nothing for long. */
public final class InboxConnection {
    private final String person;
    private final Supplier<List<String>> kids;
    private final Instant connectedAt;
    private final Instant openedAt;
    private final Socket socket;
    private final Outstanding outstanding;
    private volatile boolean behind;

    /** The line to the device. */
    public interface Socket {
        void write(MessageRow message, String sealed);

        /** False while what was written before waits here for the device to read. */
        boolean hasRoom();

        /** A sign of life, or the end of a line that takes none. */
        void beat();
    }

    /**
     * @param kids of the device's keys, as they are now: it is handed only what is sealed to one of them
     * @param connectedAt the now of the connection, which in a replay is its event's time
     * @param openedAt when it was opened by the wall clock
     */
    public InboxConnection(
            String person,
            Supplier<List<String>> kids,
            Instant connectedAt,
            Instant openedAt,
            Socket socket,
            Outstanding outstanding) {
        this.person = person;
        this.kids = kids;
        this.connectedAt = connectedAt;
        this.openedAt = openedAt;
        this.socket = socket;
        this.outstanding = outstanding;
    }

    String person() {
        return person;
    }

    List<String> kids() {
        return kids.get();
    }

    Instant connectedAt() {
        return connectedAt;
    }

    Instant openedAt() {
        return openedAt;
    }

    void beat() {
        socket.beat();
    }

    boolean hasRoom() {
        return !outstanding.isFull() && socket.hasRoom();
    }

    /** True when so much has no receipt that nothing more is written; receipts may have gone to another instance. */
    boolean isFull() {
        return outstanding.isFull();
    }

    /** Something is left that it could not be shown. */
    boolean isBehind() {
        return behind;
    }

    void setBehind(boolean left) {
        behind = left;
    }

    /** True when one of the device's keys, as they are now, is among these. */
    boolean opens(Collection<String> sealedTo) {
        return !Collections.disjoint(kids.get(), sealedTo);
    }

    /** Whether it could be shown this, and was not. */
    boolean misses(Pending message) {
        return person.equals(message.user()) && opens(message.kids()) && !outstanding.contains(message.position());
    }

    /** False when nothing of the message is sealed to this device, when it was shown it, or when there is no room. */
    boolean write(MessageRow message) {
        String sealed = sealedBody(message);
        if (sealed == null || outstanding.contains(message.inbox())) {
            return false;
        }
        if (!hasRoom()) {
            behind = true;
            return false;
        }
        outstanding.written(message);
        socket.write(message, sealed);
        return true;
    }

    /** False when there is no room. */
    boolean writeAgain(MessageRow message) {
        String sealed = sealedBody(message);
        if (sealed == null || !socket.hasRoom()) {
            return false;
        }
        outstanding.written(message);
        socket.write(message, sealed);
        return true;
    }

    /** Positions of what was shown and is not known to have ended. */
    Set<Long> shown() {
        return outstanding.positions();
    }

    /** Positions of what is to be shown again; none while there is no room. */
    List<Long> due(long nowNanos) {
        return socket.hasRoom() ? outstanding.due(nowNanos) : List.of();
    }

    void acknowledged(Set<String> messageIds) {
        outstanding.forgetMessages(messageIds);
    }

    void ended(List<Long> positions) {
        outstanding.forget(positions);
    }

    private @Nullable String sealedBody(MessageRow message) {
        for (String kid : kids.get()) {
            String sealed = message.sealedTo(kid);
            if (sealed != null) {
                return sealed;
            }
        }
        return null;
    }
}
