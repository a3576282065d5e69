package io.assent.notification.inbox;

import io.assent.notification.store.MessageRow;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One device that listens.
 *
 * @param kids of the device's keys, as they are now: it is handed only what is sealed to one of them
 * @param connectedAt the now of the connection, which in a replay is its event's time
 * @param openedAt when it was opened by the wall clock
 * @param socket takes a message and its sealed body
 * @param heartbeat writes a sign of life
 */
public record InboxConnection(
        String person,
        String device,
        Supplier<List<String>> kids,
        Instant connectedAt,
        Instant openedAt,
        BiConsumer<MessageRow, String> socket,
        Runnable heartbeat) {

    /** False when nothing of the message is sealed to this device. */
    boolean write(MessageRow message) {
        for (String kid : kids.get()) {
            String sealed = message.sealedTo(kid);
            if (sealed != null) {
                socket.accept(message, sealed);
                return true;
            }
        }
        return false;
    }
}
