package io.assent.notification.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.inbox.HandOver;
import io.assent.notification.inbox.InboxConnection;
import io.assent.notification.inbox.ListeningDevices;
import io.assent.notification.store.MessageRow;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device's inbox, as server-sent events. */
@Path("/v1/inbox")
@RolesAllowed("device")
@Blocking
public class InboxResource {
    private final Caller caller;
    private final ListeningDevices listeningDevices;
    private final HandOver handOver;
    private final EventTime time;

    public InboxResource(Caller caller, ListeningDevices listeningDevices, HandOver handOver, EventTime time) {
        this.caller = caller;
        this.listeningDevices = listeningDevices;
        this.handOver = handOver;
        this.time = time;
    }

    /** One message, sealed to a key of the device. */
    public record Item(String messageId, String company, String category, String sealed, Instant occurredAt) {}

    /**
     * Streams events {@code message} with the inbox position as id. Everything without a receipt is offered again when a
     * device connects, whatever {@code Last-Event-ID} it sends: what was written to a socket may never have arrived.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> listen(
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @Context Sse sse) {
        String person = caller.person();
        String device = caller.device();
        Instant now = time.ofCall(ceTime);
        ListeningDevices.Listening listening = listeningDevices.of(person, device);
        if (listening.kids().isEmpty()) {
            throw Problem.refused(409, "no_key", "a device publishes its key before it listens");
        }
        return Multi.createFrom()
                .emitter(emitter -> connect(emitter, person, device, listening, now, sse), BackPressureStrategy.BUFFER);
    }

    private void connect(
            MultiEmitter<? super OutboundSseEvent> emitter,
            String person,
            String device,
            ListeningDevices.Listening listening,
            Instant now,
            Sse sse) {
        InboxConnection connection = new InboxConnection(
                person,
                device,
                listening::kids,
                now,
                time.wall(),
                (message, body) -> emitter.emit(item(sse, message, body)),
                () -> emitter.emit(comment(sse, "still here")));
        emitter.onTermination(() -> disconnect(connection, listening));
        emitter.emit(comment(sse, "connected"));
        listeningDevices.open(listening);
        handOver.connect(connection);
        if (emitter.isCancelled()) {
            disconnect(connection, listening); // it hung up before it was known
        }
    }

    private void disconnect(InboxConnection connection, ListeningDevices.Listening listening) {
        handOver.disconnect(connection);
        listeningDevices.close(listening);
    }

    private static OutboundSseEvent item(Sse sse, MessageRow message, String body) {
        Item item = new Item(message.id(), message.company(), message.category().code(), body, message.occurredAt());
        return sse.newEventBuilder()
                .id(Long.toString(message.inbox()))
                .name("message")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Item.class, item)
                .build();
    }

    private static OutboundSseEvent comment(Sse sse, String text) {
        return sse.newEventBuilder().comment(text).build();
    }
}
