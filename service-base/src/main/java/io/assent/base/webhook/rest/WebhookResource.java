package io.assent.base.webhook.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.CompanyIds;
import io.assent.base.rest.Problem;
import io.assent.base.webhook.WebhookOffer;
import io.assent.base.webhook.dispatch.EndpointKeys;
import io.assent.base.webhook.dispatch.RegistrationCheck;
import io.assent.base.webhook.store.Registration;
import io.assent.base.webhook.store.WebhookEndpoint;
import io.assent.base.webhook.store.WebhookEndpoints;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Where a company is told what happens: at consent-service to its contacts, at notification-service to its messages. */
@IfBuildProperty(name = "assent.webhooks", stringValue = "true")
@Path("/v1/companies/{company}/webhooks")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
public class WebhookResource {
    private final Caller caller;
    private final WebhookOffer offer;
    private final RegistrationCheck check;
    private final WebhookEndpoints endpoints;
    private final EndpointKeys keys;
    private final EventTime time;

    public WebhookResource(
            Caller caller,
            WebhookOffer offer,
            RegistrationCheck check,
            WebhookEndpoints endpoints,
            EndpointKeys keys,
            EventTime time) {
        this.caller = caller;
        this.offer = offer;
        this.check = check;
        this.endpoints = endpoints;
        this.keys = keys;
        this.time = time;
    }

    /**
     * @param types of events of which to tell; all of them when neither these nor changes are named
     * @param changes the same for contacts, without what all their types begin with
     */
    public record Wish(
            @NotNull String url,
            @Nullable List<@NotNull String> types,
            @Nullable List<@NotNull String> changes) {}

    /** 201 with the key that verifies what is sent; 200 when the same was registered before. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = WebhookView.class, responseCode = "201")
    public Response register(
            @PathParam("company") @Pattern(regexp = CompanyIds.PATTERN) String company, @NotNull @Valid Wish wish) {
        caller.mustBeCompany(company);
        if (!offer.knowsCompany().test(company)) {
            throw Problem.refused(404, "unknown_company", "this company was not onboarded");
        }
        List<String> types = offer.chosen(
                        Objects.requireNonNullElse(wish.types(), List.of()),
                        Objects.requireNonNullElse(wish.changes(), List.of()))
                .orElseThrow(() -> Problem.invalidField("types, changes: one of them is never told here"));
        check.refusal(wish.url()).ifPresent(refused -> {
            throw problem(refused);
        });
        return switch (endpoints.register(company, wish.url(), types, time.wall())) {
            case Registration.Registered(var endpoint) ->
                Response.status(201).entity(view(endpoint)).build();
            case Registration.Existing(var endpoint) ->
                Response.ok(view(endpoint)).build();
            case Registration.Refused refused -> throw problem(refused);
        };
    }

    @GET
    public List<WebhookView> all(@PathParam("company") @Pattern(regexp = CompanyIds.PATTERN) String company) {
        caller.mustBeCompany(company);
        return endpoints.all(company).stream().map(this::view).toList();
    }

    @GET
    @Path("{webhook}")
    public WebhookView one(
            @PathParam("company") @Pattern(regexp = CompanyIds.PATTERN) String company,
            @PathParam("webhook") String id) {
        caller.mustBeCompany(company);
        return view(endpoints.one(company, id).orElseThrow(WebhookResource::unknown));
    }

    /** With what waits for it. */
    @DELETE
    @Path("{webhook}")
    public void delete(
            @PathParam("company") @Pattern(regexp = CompanyIds.PATTERN) String company,
            @PathParam("webhook") String id) {
        caller.mustBeCompany(company);
        if (!endpoints.delete(company, id)) {
            throw unknown();
        }
    }

    /** What has waited is sent at once. */
    @POST
    @Path("{webhook}/enable")
    public WebhookView enable(
            @PathParam("company") @Pattern(regexp = CompanyIds.PATTERN) String company,
            @PathParam("webhook") String id) {
        caller.mustBeCompany(company);
        if (!endpoints.enable(company, id)) {
            throw unknown();
        }
        return one(company, id);
    }

    static HttpProblem unknown() {
        return Problem.notFound("this company has no such webhook");
    }

    private WebhookView view(WebhookEndpoint endpoint) {
        return WebhookView.of(endpoint, offer, keys.publicKeys(endpoint.id()));
    }

    private static HttpProblem problem(Registration.Refused refused) {
        return switch (refused.reason()) {
            case "invalid_field" -> Problem.invalidField(refused.detail());
            case "webhook_address_not_allowed" -> Problem.refused(422, refused.reason(), refused.detail());
            default -> Problem.refused(409, refused.reason(), refused.detail());
        };
    }
}
