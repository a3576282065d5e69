package io.assent.base.webhook.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.CompanyIds;
import io.assent.base.rest.Problem;
import io.assent.base.webhook.dispatch.WebhookDispatcher;
import io.assent.base.webhook.store.TestWebhook;
import io.assent.base.webhook.store.WebhookDeliveries;
import io.assent.base.webhook.store.WebhookDelivery;
import io.assent.base.webhook.store.WebhookEndpoint;
import io.assent.base.webhook.store.WebhookEndpoints;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sent to a webhook and what waits; never what is in it. */
@IfBuildProperty(name = "assent.webhooks", stringValue = "true")
@Path("/v1/companies/{company}/webhooks/{webhook}")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
public class WebhookDeliveryResource {
    private final Caller caller;
    private final WebhookEndpoints endpoints;
    private final WebhookDeliveries deliveries;
    private final TestWebhook tests;
    private final WebhookDispatcher dispatcher;
    private final EventTime time;

    public WebhookDeliveryResource(
            Caller caller,
            WebhookEndpoints endpoints,
            WebhookDeliveries deliveries,
            TestWebhook tests,
            WebhookDispatcher dispatcher,
            EventTime time) {
        this.caller = caller;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.tests = tests;
        this.dispatcher = dispatcher;
        this.time = time;
    }

    /** Which webhook of which company. */
    public record Owned(
            @PathParam("company") @Pattern(regexp = CompanyIds.PATTERN)
            String company,

            @PathParam("webhook") String webhook) {}

    /** The newest hundred, of a state or of all. */
    @GET
    @Path("deliveries")
    public List<WebhookDelivery> newest(
            @BeanParam @Valid Owned owned,
            @QueryParam("state") @Nullable @Pattern(regexp = "pending|delivered|failed") String state) {
        return deliveries.newest(endpoint(owned).id(), state);
    }

    /** Sends again at once what failed, or what waits for its next attempt. */
    @POST
    @Path("deliveries/{delivery}/retry")
    public Response retry(@BeanParam @Valid Owned owned, @PathParam("delivery") String id) {
        WebhookEndpoint endpoint = endpoint(owned);
        mustBeActive(endpoint);
        WebhookDelivery delivery = deliveries
                .retry(endpoint.id(), id, time.wall())
                .orElseThrow(() -> Problem.notFound("this webhook has no such delivery"));
        if (delivery.state().equals(WebhookDelivery.DELIVERED)) {
            throw Problem.refused(409, "webhook_delivered", "the receiver has taken this one");
        }
        return sent(delivery);
    }

    /** Sends {@code webhook.test}. */
    @POST
    @Path("test")
    public Response test(@BeanParam @Valid Owned owned) {
        WebhookEndpoint endpoint = endpoint(owned);
        mustBeActive(endpoint);
        return sent(tests.send(endpoint, time.wall()));
    }

    private Response sent(WebhookDelivery delivery) {
        dispatcher.wake();
        return Response.status(202).entity(delivery).build();
    }

    private WebhookEndpoint endpoint(Owned owned) {
        caller.mustBeCompany(owned.company());
        return endpoints.one(owned.company(), owned.webhook()).orElseThrow(WebhookResource::unknown);
    }

    private static void mustBeActive(WebhookEndpoint endpoint) {
        if (!endpoint.isActive()) {
            throw Problem.refused(409, "webhook_disabled", "enable it first");
        }
    }
}
