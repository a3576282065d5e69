package io.assent.notification.rest;

import io.assent.notification.inbox.InboxConnection;
import io.assent.notification.rest.InboxResource.Item;
import io.assent.notification.store.MessageRow;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The line to one device. What the device has not read waits here, and is kept small: messages stay in the database until there is
 * room again. A device that reads nothing for a minute is cut off, and finds everything again when it comes back.
 */
final class InboxStream implements InboxConnection.Socket {
    /** A message has 64 KB at most. */
    static final int ROOM = 128 * 1024;

    private static final int SIZE_OF_AN_EVENT = 256;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final MultiEmitter<? super Queued> emitter;
    private final Sse sse;
    private final HttpServerResponse response;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long readAtNanos = System.nanoTime();
    private volatile Runnable onRoom = () -> {};

    /**
     * An event before it leaves for the network.
     *
     * @param leaves to be called when it does
     */
    record Queued(OutboundSseEvent event, Runnable leaves) {}

    InboxStream(MultiEmitter<? super Queued> emitter, Sse sse, HttpServerResponse response) {
        this.emitter = emitter;
        this.sse = sse;
        this.response = response;
    }

    /** Is called whenever there was no room, and is again. */
    void onRoom(Runnable listener) {
        onRoom = listener;
    }

    @Override
    public void write(MessageRow message, String sealed) {
        Item item = new Item(message.id(), message.company(), message.category().code(), sealed, message.occurredAt());
        emit(
                sse.newEventBuilder()
                        .id(Long.toString(message.inbox()))
                        .name("message")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(Item.class, item)
                        .build(),
                SIZE_OF_AN_EVENT + sealed.length());
    }

    void comment(String text) {
        emit(sse.newEventBuilder().comment(text).build(), SIZE_OF_AN_EVENT);
    }

    private void emit(OutboundSseEvent event, int size) {
        waiting.addAndGet(size);
        emitter.emit(new Queued(event, () -> left(size)));
    }

    /** The next one leaves only when the network has taken all that came before. */
    private void left(int size) {
        readAtNanos = System.nanoTime();
        int left = waiting.addAndGet(-size);
        if (left < ROOM && left + size >= ROOM) {
            onRoom.run();
        }
    }

    @Override
    public boolean hasRoom() {
        return waiting.get() < ROOM;
    }

    @Override
    public void beat() {
        if (waiting.get() > 0 && System.nanoTime() - readAtNanos > PATIENCE.toNanos()) {
            response.reset();
        } else if (hasRoom()) {
            comment("still here");
        }
    }
}
