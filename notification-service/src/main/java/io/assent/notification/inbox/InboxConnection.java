package io.assent.notification.inbox;

import io.assent.notification.store.MessageRow;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * One device that listens.
 *
 * @param kid of the device's key: it is handed only what is sealed to it
 * @param connectedAt the now of the connection
 * @param socket takes a message and its sealed body
 */
public record InboxConnection(
        String person, String device, String kid, Instant connectedAt, BiConsumer<MessageRow, String> socket) {

    void write(MessageRow message) {
        String sealed = message.sealedTo(kid);
        if (sealed != null) {
            socket.accept(message, sealed);
        }
    }
}
