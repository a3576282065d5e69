package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.base.webhook.dispatch.EndpointKeys;
import io.assent.base.webhook.dispatch.RegistrationCheck;
import io.assent.base.webhook.store.Registration;
import io.assent.base.webhook.store.WebhookEndpoint;
import io.assent.base.webhook.store.WebhookEndpoints;
import io.assent.consent.contact.ContactChange;
import io.assent.consent.store.CompanyStore;
import io.assent.consent.webhook.ContactNews;
import io.quarkiverse.resteasy.problem.HttpProblem;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Where a company is told of changes of its contacts. */
@Path("/v1/companies/{company}/webhooks")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
public class WebhookResource {
    private static final Set<String> CHANGES = Arrays.stream(ContactChange.values())
            .map(change -> change.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final Caller caller;
    private final CompanyStore companies;
    private final RegistrationCheck check;
    private final WebhookEndpoints endpoints;
    private final EndpointKeys keys;
    private final EventTime time;

    public WebhookResource(
            Caller caller,
            CompanyStore companies,
            RegistrationCheck check,
            WebhookEndpoints endpoints,
            EndpointKeys keys,
            EventTime time) {
        this.caller = caller;
        this.companies = companies;
        this.check = check;
        this.endpoints = endpoints;
        this.keys = keys;
        this.time = time;
    }

    /** @param changes of which to tell; all of them when absent */
    public record Wish(@NotNull String url, @Nullable List<@NotNull String> changes) {}

    /** 201 with the key that verifies what is sent; 200 when the same was registered before. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = WebhookView.class, responseCode = "201")
    public Response register(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company, @NotNull @Valid Wish wish) {
        caller.mustBeCompany(company);
        if (!companies.isOnboarded(company)) {
            throw Problem.refused(404, "unknown_company", "this company was not onboarded");
        }
        List<String> changes = wish.changes() == null ? List.of() : wish.changes();
        if (!CHANGES.containsAll(changes)) {
            throw Problem.invalidField("changes: unknown change");
        }
        check.refusal(wish.url()).ifPresent(refused -> {
            throw problem(refused);
        });
        List<String> types = changes.stream()
                .distinct()
                .sorted()
                .map(change -> ContactNews.TYPE_PREFIX + change)
                .toList();
        return switch (endpoints.register(company, wish.url(), types, time.wall())) {
            case Registration.Registered(var endpoint) ->
                Response.status(201).entity(view(endpoint)).build();
            case Registration.Existing(var endpoint) ->
                Response.ok(view(endpoint)).build();
            case Registration.Refused refused -> throw problem(refused);
        };
    }

    @GET
    public List<WebhookView> all(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String company) {
        caller.mustBeCompany(company);
        return endpoints.all(company).stream().map(this::view).toList();
    }

    @GET
    @Path("{webhook}")
    public WebhookView one(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company, @PathParam("webhook") String id) {
        caller.mustBeCompany(company);
        return view(endpoints.one(company, id).orElseThrow(WebhookResource::unknown));
    }

    /** With what waits for it. */
    @DELETE
    @Path("{webhook}")
    public void delete(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company, @PathParam("webhook") String id) {
        caller.mustBeCompany(company);
        if (!endpoints.delete(company, id)) {
            throw unknown();
        }
    }

    /** What has waited is sent at once. */
    @POST
    @Path("{webhook}/enable")
    public WebhookView enable(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company, @PathParam("webhook") String id) {
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
        return WebhookView.of(endpoint, keys.publicKeys(endpoint.id()));
    }

    private static HttpProblem problem(Registration.Refused refused) {
        return switch (refused.reason()) {
            case "invalid_field" -> Problem.invalidField(refused.detail());
            case "webhook_address_not_allowed" -> Problem.refused(422, refused.reason(), refused.detail());
            default -> Problem.refused(409, refused.reason(), refused.detail());
        };
    }
}
