package io.assent.notification.inbox;

import io.assent.notification.store.MessageRow;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * One device that listens.
 *
 * @param kid of the device's key: it is handed only what is sealed to it
 * @param connectedAt the now of the connection, which in a replay is its event's time
 * @param openedAt when it was opened by the wall clock
 * @param socket takes a message and its sealed body
 * @param heartbeat writes a sign of life
 */
public record InboxConnection(
        String person,
        String device,
        String kid,
        Instant connectedAt,
        Instant openedAt,
        BiConsumer<MessageRow, String> socket,
        Runnable heartbeat) {

    /** False when nothing of the message is sealed to this device. */
    boolean write(MessageRow message) {
        String sealed = message.sealedTo(kid);
        if (sealed != null) {
            socket.accept(message, sealed);
        }
        return sealed != null;
    }
}
