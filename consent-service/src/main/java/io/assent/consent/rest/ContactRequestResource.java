package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.store.CompanyStore;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.ConsentCommand;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A company asks a person for contact, for stated purposes and under a version of its notice. */
@Path("/v1/companies/{company}/contact-requests")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
public class ContactRequestResource {
    private final Caller caller;
    private final Answers answers;
    private final CompanyStore companies;
    private final EventTime time;

    public ContactRequestResource(Caller caller, Answers answers, CompanyStore companies, EventTime time) {
        this.caller = caller;
        this.answers = answers;
        this.companies = companies;
        this.time = time;
    }

    /** Whom the company asks, and for what. */
    public record ContactRequest(
            @NotNull @Pattern(regexp = Ids.PERSON) String user,
            @NotEmpty List<@NotNull String> purposes,
            @Nullable @Size(max = 64) String noticeVersion) {}

    @POST
    public Response request(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @NotNull @Valid ContactRequest request) {
        caller.mustBeCompany(company);
        if (companies.find(company).isEmpty()) {
            throw Problem.refused(404, "unknown_company", "this company was not onboarded");
        }
        String notice = request.noticeVersion() == null ? "" : request.noticeVersion();
        ConsentAction action = new ConsentAction.OnContact(
                company, new ContactCommand.Request(ContactResource.purposes(request.purposes()), notice));
        return answers.execute(
                new ConsentCommand("company:" + company, request.user(), action, key, time.ofCall(ceTime)), 201);
    }
}
