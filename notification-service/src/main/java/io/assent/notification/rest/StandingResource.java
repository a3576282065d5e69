package io.assent.notification.rest;

import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.store.StandingStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** How a company stands with fair use: its tier, its quality, and whether its marketing rests. */
@Path("/v1/companies/{company}/standing")
@RunOnVirtualThread
public class StandingResource {
    private final Caller caller;
    private final StandingStore store;

    public StandingResource(Caller caller, StandingStore store) {
        this.caller = caller;
        this.store = store;
    }

    /** tier counts from 1; one beyond the last of the published has no limit. */
    public record Tier(@NotNull Integer tier) {}

    @GET
    @RolesAllowed({"company", "operator"})
    public StandingStore.View standing(@PathParam("company") String company) {
        caller.mustBeCompany(company);
        return view(company);
    }

    @PUT
    @Path("tier")
    @RolesAllowed("operator")
    public StandingStore.View setTier(@PathParam("company") String company, @NotNull Tier tier) {
        if (tier.tier() == null || tier.tier() < 1 || tier.tier() > store.highestTier()) {
            throw Problem.invalidField("tier is 1 to " + store.highestTier());
        }
        store.setTier(company, tier.tier());
        return view(company);
    }

    /** Lets the company's marketing go on before its rest is over. */
    @DELETE
    @Path("pause")
    @RolesAllowed("operator")
    public StandingStore.View resume(@PathParam("company") String company) {
        store.resume(company);
        return view(company);
    }

    private StandingStore.View view(String company) {
        return store.of(company).orElseThrow(() -> Problem.notFound("this company was not onboarded"));
    }
}
