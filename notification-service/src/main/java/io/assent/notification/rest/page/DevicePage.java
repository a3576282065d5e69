package io.assent.notification.rest.page;

import io.assent.base.rest.Caller;
import io.assent.notification.rest.ChatResource;
import io.assent.notification.rest.DeviceKeyResource;
import io.assent.notification.rest.InboxResource;
import io.assent.notification.rest.KeyResource;
import io.assent.notification.rest.ReceiptResource;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/**
 * What the page asks of us, for a browser that has a session and no bearer token; the API answers. The address names whose page it
 * is: when the session has become somebody else's, in another tab, a page that was left open acts for nobody.
 */
@Path("/inbox/people/{person}/devices/{device}")
@RolesAllowed("device")
public class DevicePage {
    private final Caller caller;
    private final DeviceKeyResource deviceKeys;
    private final KeyResource keys;
    private final InboxResource inbox;
    private final ReceiptResource receipts;
    private final ChatResource chats;

    public DevicePage(
            Caller caller,
            DeviceKeyResource deviceKeys,
            KeyResource keys,
            InboxResource inbox,
            ReceiptResource receipts,
            ChatResource chats) {
        this.caller = caller;
        this.deviceKeys = deviceKeys;
        this.keys = keys;
        this.inbox = inbox;
        this.receipts = receipts;
        this.chats = chats;
    }

    /** Whose page it is. */
    public record Owner(
            @PathParam("person") String person,
            @PathParam("device") String device) {}

    /** Publishes the browser's public key: a point on P-256. */
    @POST
    @Path("key")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response publish(
            Owner owner,
            @RestForm("kid") @DefaultValue("") String kid,
            @RestForm("x") @DefaultValue("") String x,
            @RestForm("y") @DefaultValue("") String y) {
        mustOwn(owner);
        deviceKeys.publish(owner.device(), Map.of("kty", "EC", "crv", "P-256", "kid", kid, "x", x, "y", y));
        return Response.noContent().build();
    }

    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> listen(Owner owner, @Context HttpServerResponse response, @Context Sse sse) {
        mustOwn(owner);
        return inbox.listen(null, null, response, sse);
    }

    /** Ids of messages that were stored in the browser, and of those that were seen. */
    @POST
    @Path("receipts")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public ReceiptResource.Results record(
            Owner owner, @RestForm("delivered") List<String> delivered, @RestForm("read") List<String> read) {
        mustOwn(owner);
        return receipts.record(
                null,
                new ReceiptResource.Receipts(Stream.concat(
                                delivered.stream().map(id -> new ReceiptResource.One(id, "delivered")),
                                read.stream().map(id -> new ReceiptResource.One(id, "read")))
                        .toList()));
    }

    /** @param key names the message, so that it is taken once however often it is sent */
    @POST
    @Path("replies")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response reply(
            Owner owner,
            @RestForm("key") @DefaultValue("") String key,
            @RestForm("company") @DefaultValue("") String company,
            @RestForm("sealed") @DefaultValue("") String sealed) {
        mustOwn(owner);
        return chats.reply(key, null, new ChatResource.Reply(company, sealed));
    }

    /** The key to which a reply is sealed. */
    @GET
    @Path("companies/{company}/key")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response companyKey(Owner owner, @PathParam("company") String company) {
        mustOwn(owner);
        return keys.companyKey(company);
    }

    private void mustOwn(Owner owner) {
        caller.mustBePerson(owner.person());
        caller.mustBeDevice(owner.device());
    }
}
