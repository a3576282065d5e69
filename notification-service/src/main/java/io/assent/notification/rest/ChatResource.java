package io.assent.notification.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.exactlyonce.Relay;
import io.assent.notification.delivery.MessageIds;
import io.assent.notification.sealing.SealedBody;
import io.assent.notification.store.ChatStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people write to companies. It is free. */
@Path("/v1")
@RunOnVirtualThread
public class ChatResource {
    private static final int MAX_PAGE = 500;

    private final Caller caller;
    private final ChatStore store;
    private final EventTime time;
    private final Relay relay;

    public ChatResource(Caller caller, ChatStore store, EventTime time, Relay relay) {
        this.caller = caller;
        this.store = store;
        this.time = time;
        this.relay = relay;
    }

    /** A message to a company, sealed to the company's key ({@code to} the company, {@code from} the person). */
    public record Reply(@NotNull String company, @NotNull String sealed) {}

    /** In the order in which they came. */
    public record Chats(List<ChatStore.Chat> chats) {}

    @POST
    @Path("chats")
    @RolesAllowed("device")
    public Response reply(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @NotNull @Valid Reply reply) {
        String user = caller.person();
        if (key == null || key.isBlank()) {
            throw Problem.refused(400, "idempotency_key_missing", "header Idempotency-Key names the message");
        }
        if (SealedBody.check(reply.sealed(), reply.company(), user)
                instanceof SealedBody.Check.Refused(String reason, String detail)) {
            throw Problem.refused(400, reason, detail);
        }
        String messageId = MessageIds.of(user, key);
        return switch (store.take(messageId, user, reply.company(), reply.sealed(), time.ofCall(ceTime))) {
            case TAKEN -> {
                relay.wake();
                yield Response.accepted(Map.of("messageId", messageId)).build();
            }
            case NO_CONSENT -> throw Problem.refused(403, "no_consent", "chat with this company is not accepted");
            case KEY_REUSED -> throw Problem.refused(422, "idempotency_key_reused", "this key came with another body");
        };
    }

    @GET
    @Path("companies/{company}/chats")
    @RolesAllowed("company")
    public Chats chats(
            @PathParam("company") String company,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        caller.mustBeCompany(company);
        return new Chats(store.after(company, after, Math.clamp(limit, 1, MAX_PAGE)));
    }
}
