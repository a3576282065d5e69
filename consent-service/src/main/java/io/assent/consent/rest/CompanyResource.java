package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.ConsentConfig;
import io.assent.consent.company.Company;
import io.assent.consent.store.CompanyStore;
import io.assent.exactlyonce.Relay;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
    private static final Set<String> RESERVED = Set.of("urgent", "ads", "dead");

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
    public record Onboarding(
            @NotNull @Pattern(regexp = Ids.COMPANY) String company,
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
            @NotNull @Pattern(regexp = "[A-Z0-9]{4,20}") String vatId) {}

    /** 201 when the other services can learn of it; 200 when it was onboarded before with the same data. */
    @POST
    @RolesAllowed("operator")
    public Response onboard(@HeaderParam("ce-time") @Nullable String ceTime, @NotNull @Valid Onboarding onboarding) {
        if (RESERVED.contains(onboarding.company())) {
            throw Problem.invalidField("company: this id is reserved");
        }
        Company company =
                new Company(onboarding.company(), onboarding.name(), onboarding.country(), onboarding.vatId());
        Optional<Company> existing = companies.find(company.company());
        if (existing.isPresent()) {
            return same(existing.get(), company);
        }
        try {
            CompanyStore.Place place = companies.onboard(company, time.ofCall(ceTime));
            relay.awaitPublished(place.lane(), place.sequence(), config.publishTimeout());
            return Response.status(201).entity(company).build();
        } catch (ConstraintViolationException onboardedMeanwhile) {
            return same(companies.find(company.company()).orElseThrow(), company);
        } catch (TimeoutException e) {
            throw Problem.unavailable("Kafka has not committed this yet; ask again");
        }
    }

    @GET
    @Path("{company}")
    @RolesAllowed({"company", "operator"})
    public Company one(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String id) {
        caller.mustBeCompany(id);
        return companies
                .find(id)
                .orElseThrow(() -> Problem.refused(404, "unknown_company", "this company was not onboarded"));
    }

    private static Response same(Company existing, Company wanted) {
        if (!existing.equals(wanted)) {
            throw Problem.refused(409, "company_exists", "a company of this id has other data");
        }
        return Response.ok(existing).build();
    }
}
