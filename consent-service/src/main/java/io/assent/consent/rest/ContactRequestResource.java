package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.contact.NoticeTerms;
import io.assent.consent.store.CompanyStore;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.Entry;
import io.assent.consent.store.EntryJson;
import io.assent.consent.store.NoticeStore;
import io.assent.consent.store.Stated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** A company asks a person for contact, for stated purposes and under a version of its notice. */
@Path("/v1/companies/{company}/contact-requests")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
public class ContactRequestResource {
    private final Caller caller;
    private final Answers answers;
    private final CompanyStore companies;
    private final NoticeStore notices;
    private final EntryJson json;
    private final EventTime time;

    public ContactRequestResource(
            Caller caller,
            Answers answers,
            CompanyStore companies,
            NoticeStore notices,
            EntryJson json,
            EventTime time) {
        this.caller = caller;
        this.answers = answers;
        this.companies = companies;
        this.notices = notices;
        this.json = json;
        this.time = time;
    }

    /**
     * Whom the company asks, and for what.
     *
     * @param language in which the notice is shown
     */
    public record ContactRequest(
            @NotNull @Pattern(regexp = Ids.PERSON) String user,
            @NotEmpty List<@NotNull String> purposes,
            @NotNull @Pattern(regexp = Ids.NOTICE_VERSION) String noticeVersion,
            @NotNull @Pattern(regexp = Ids.LANGUAGE) String language) {}

    /**
     * 201 when it waits for the person; 200 when there is nothing to ask any more. Under a notice for adults it is refused
     * ({@code not_an_adult}, 422) for who is not known to be one.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(Entry.OfContact.class)
    public Response request(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @BeanParam @Valid Intent intent,
            @NotNull @Valid ContactRequest request) {
        caller.mustBeCompany(company);
        if (!companies.isOnboarded(company)) {
            throw Problem.refused(404, "unknown_company", "this company was not onboarded");
        }
        NoticeTerms notice = notices.terms(company, request.noticeVersion(), request.language())
                .orElseThrow(() -> Problem.refused(
                        422, "unknown_notice", "the company has not published this notice in this language"));
        ContactCommand command = new ContactCommand.Request(Purposes.of(request.purposes()), notice);
        ConsentAction action = new ConsentAction.OnContact(company, command);
        return answers.execute(intent.byCompany(company, request.user(), action, time), this::status);
    }

    /** Read from the entry, so that a repeated request is answered with the status of the first. */
    private int status(Stated stated) {
        return json.contact(stated).change().equals("requested") ? 201 : 200;
    }
}
