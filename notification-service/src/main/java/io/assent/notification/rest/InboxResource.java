package io.assent.notification.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.NotificationConfig;
import io.assent.notification.inbox.HandOver;
import io.assent.notification.inbox.InboxConnection;
import io.assent.notification.inbox.ListeningDevices;
import io.assent.notification.inbox.Outstanding;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.http.HttpServerResponse;
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
    private final NotificationConfig config;

    public InboxResource(
            Caller caller,
            ListeningDevices listeningDevices,
            HandOver handOver,
            EventTime time,
            NotificationConfig config) {
        this.caller = caller;
        this.listeningDevices = listeningDevices;
        this.handOver = handOver;
        this.time = time;
        this.config = config;
    }

    /** One message, sealed to a key of the device. */
    public record Item(String messageId, String company, String category, String sealed, Instant occurredAt) {}

    /**
     * Streams events {@code message} with the inbox position as id. Everything without a receipt is offered again when a
     * device connects, whatever {@code Last-Event-ID} it sends: what was written to a socket may never have arrived. On an open
     * connection a message without a receipt is shown again after 30 seconds, then after twice as long each time. A device that has
     * acknowledged none of a thousand messages is shown no more before it does; one that reads nothing for a minute is cut off.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> listen(
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @Context HttpServerResponse response,
            @Context Sse sse) {
        String person = caller.person();
        Instant now = time.ofCall(ceTime);
        ListeningDevices.Listening listening = listeningDevices.of(person, caller.device());
        if (listening.kids().isEmpty()) {
            throw Problem.refused(409, "no_key", "a device publishes its key before it listens");
        }
        return Multi.createFrom()
                .<InboxStream.Queued>emitter(
                        emitter -> {
                            InboxStream stream = new InboxStream(emitter, sse, response);
                            connect(
                                    emitter,
                                    stream,
                                    listening,
                                    new InboxConnection(
                                            person, listening::kids, now, time.wall(), stream, Outstanding.of(config)));
                        },
                        BackPressureStrategy.BUFFER)
                .onItem()
                .transform(queued -> {
                    queued.leaves().run();
                    return queued.event();
                });
    }

    private void connect(
            MultiEmitter<?> emitter,
            InboxStream stream,
            ListeningDevices.Listening listening,
            InboxConnection connection) {
        stream.onRoom(() -> handOver.resume(connection));
        emitter.onTermination(() -> disconnect(connection, listening));
        stream.comment("connected");
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
}
