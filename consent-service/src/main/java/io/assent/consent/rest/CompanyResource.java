package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.ConsentConfig;
import io.assent.consent.company.Company;
import io.assent.consent.store.CompanyStore;
import io.assent.consent.store.Onboarding;
import io.assent.exactlyonce.Relay;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Companies are onboarded by an operator; the other services learn of them from company.events. */
@Path("/v1/companies")
@RunOnVirtualThread
public class CompanyResource {
    /** They would name a topic or a key of their own. */
    private static final Set<String> RESERVED = Set.of("urgent", "ads", "dead", "erasure");

    private final Caller caller;
    private final CompanyStore companies;
    private final Relay relay;
    private final EventTime time;
    private final ConsentConfig config;

    public CompanyResource(Caller caller, CompanyStore companies, Relay relay, EventTime time, ConsentConfig config) {
        this.caller = caller;
        this.companies = companies;
        this.relay = relay;
        this.time = time;
        this.config = config;
    }

    /** A company to be onboarded. */
    public record Application(
            @NotNull @Pattern(regexp = Ids.COMPANY) String company,
            @NotBlank @Pattern(regexp = Ids.COMPANY_NAME) String name,
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
            @NotNull @Pattern(regexp = "[A-Z0-9]{4,20}") String vatId) {}

    /** 201 when the other services can learn of it; 200 when it was onboarded before with the same data. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("operator")
    public Response onboard(@HeaderParam("ce-time") @Nullable String ceTime, @NotNull @Valid Application application) {
        if (RESERVED.contains(application.company())) {
            throw Problem.invalidField("company: this id is reserved");
        }
        Company wanted = Company.onboarded(
                application.company(), application.name(), application.country(), application.vatId());
        Optional<Onboarding> existing = companies.find(wanted.company());
        if (existing.isPresent()) {
            return same(existing.get(), wanted);
        }
        try {
            Onboarding onboarding = companies.onboard(wanted, time.ofCall(ceTime));
            return Response.status(201).entity(published(onboarding)).build();
        } catch (ConstraintViolationException onboardedMeanwhile) {
            return same(companies.find(wanted.company()).orElseThrow(), wanted);
        }
    }

    @GET
    @Path("{company}")
    @RolesAllowed({"company", "operator"})
    public Company one(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String id) {
        caller.mustBeCompany(id);
        return companies
                .find(id)
                .map(this::published)
                .orElseThrow(() -> Problem.refused(404, "unknown_company", "this company was not onboarded"));
    }

    private Response same(Onboarding existing, Company wanted) {
        if (!existing.company().equals(wanted)) {
            throw Problem.refused(409, "company_exists", "a company of this id has other data");
        }
        return Response.ok(published(existing)).build();
    }

    /** Whoever is told of a company can rely on the other services to hear of it. */
    private Company published(Onboarding onboarding) {
        try {
            var _ = relay.awaitPublished(onboarding.lane(), onboarding.sequence(), config.publishTimeout());
            return onboarding.company();
        } catch (TimeoutException e) {
            throw Problem.unavailable("Kafka has not committed this yet; ask again");
        }
    }
}
