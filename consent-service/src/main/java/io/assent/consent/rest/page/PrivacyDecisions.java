package io.assent.consent.rest.page;

import io.assent.base.page.Page;
import io.assent.base.rest.Caller;
import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.contact.Purpose;
import io.assent.consent.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/**
 * The forms of the privacy page. A person is never named in them: it is always the one whose session it is. To say no
 * works whatever has changed meanwhile; to say yes counts only for the request that was shown.
 */
@Path("/privacy")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PrivacyDecisions {
    private final Caller caller;
    private final DecisionForms forms;
    private final Page page;

    public PrivacyDecisions(Caller caller, DecisionForms forms, Page page) {
        this.caller = caller;
        this.forms = forms;
        this.page = page;
    }

    /** Allows exactly these of the requested purposes. */
    @POST
    @Path("contacts/{company}/accept")
    @Operation(hidden = true)
    public Response accept(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @RestForm("purpose") List<String> purposes,
            @RestForm("version") @DefaultValue("0") long version) {
        Set<Purpose> chosen = purposes(purposes);
        Attempt attempt = Attempt.onContact(company, "accept", chosen, version);
        return forms.accept(page, caller.person(), company, version, _ -> chosen, attempt);
    }

    /** Allows one purpose more. */
    @POST
    @Path("contacts/{company}/allow")
    @Operation(hidden = true)
    public Response allow(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @RestForm("purpose") List<String> purposes,
            @RestForm("version") @DefaultValue("0") long version) {
        Set<Purpose> added = purposes(purposes);
        Attempt attempt = Attempt.onContact(company, "allow", added, version);
        return forms.accept(
                page,
                caller.person(),
                company,
                version,
                card -> added.isEmpty() ? added : card.allowing(added.iterator().next()),
                attempt);
    }

    @POST
    @Path("contacts/{company}/decline")
    @Operation(hidden = true)
    public Response decline(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String company) {
        return decide(company, "decline", new ContactCommand.Decline(), Set.of());
    }

    /** Takes these purposes back; all of them when none is named. */
    @POST
    @Path("contacts/{company}/withdraw")
    @Operation(hidden = true)
    public Response withdraw(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @RestForm("purpose") List<String> purposes,
            @RestForm("everything") @DefaultValue("") String everything) {
        Set<Purpose> taken = everything.isEmpty() ? purposes(purposes) : Set.of();
        return decide(company, "withdraw", new ContactCommand.Withdraw(taken), taken);
    }

    @POST
    @Path("contacts/{company}/stop-marketing")
    @Operation(hidden = true)
    public Response stopMarketing(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String company) {
        return decide(company, "stop-marketing", new ContactCommand.StopMarketing(), Set.of());
    }

    @POST
    @Path("contacts/{company}/resume-marketing")
    @Operation(hidden = true)
    public Response resumeMarketing(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String company) {
        return decide(company, "resume-marketing", new ContactCommand.ResumeMarketing(), Set.of());
    }

    @POST
    @Path("contacts/{company}/block")
    @Operation(hidden = true)
    public Response block(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String company) {
        return decide(company, "block", new ContactCommand.Block(), Set.of());
    }

    @POST
    @Path("contacts/{company}/unblock")
    @Operation(hidden = true)
    public Response unblock(@PathParam("company") @Pattern(regexp = Ids.COMPANY) String company) {
        return decide(company, "unblock", new ContactCommand.Unblock(), Set.of());
    }

    @POST
    @Path("ads-choice")
    @Operation(hidden = true)
    public Response chooseAds(@RestForm("choice") @DefaultValue("none") String choice) {
        AdsChoice wanted = AdsChoice.of(choice).orElse(AdsChoice.NONE);
        return forms.chooseAds(page, caller.person(), wanted);
    }

    private Response decide(String company, String move, ContactCommand command, Set<Purpose> purposes) {
        Attempt attempt = Attempt.onContact(company, move, purposes, 0);
        return forms.decide(page, caller.person(), company, command, attempt);
    }

    private static Set<Purpose> purposes(List<String> codes) {
        return codes.stream().flatMap(code -> Purpose.of(code).stream()).collect(Collectors.toSet());
    }
}
