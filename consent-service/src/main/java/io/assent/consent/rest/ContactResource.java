package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.ConsentReader;
import io.assent.consent.store.Entry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/**
 * What a person allows companies to do. Every answer is given after Kafka has committed what it says, and carries the
 * header {@code Assent-Consistency-Token}; a block is answered only when no feed can rely on the former state any more.
 */
@Path("/v1/people/{user}/contacts")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class ContactResource {
    private final Caller caller;
    private final Answers answers;
    private final ConsentReader reader;
    private final EventTime time;

    public ContactResource(Caller caller, Answers answers, ConsentReader reader, EventTime time) {
        this.caller = caller;
        this.answers = answers;
        this.reader = reader;
        this.time = time;
    }

    /** Whose contact with which company. */
    public record Pair(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,

            @PathParam("company") @Pattern(regexp = Ids.COMPANY)
            String company) {}

    /** Purposes to accept: some of the requested ones. */
    public record Acceptance(@NotEmpty List<@NotNull String> purposes) {}

    /** Purposes to take back; all of them when absent. */
    public record Withdrawal(@Nullable List<@NotNull String> purposes) {}

    @GET
    public Response all(@PathParam("user") @Pattern(regexp = Ids.PERSON) String user) {
        caller.mustBePerson(user);
        return answers.reveal(reader.contacts(user), 200);
    }

    @GET
    @Path("{company}")
    @APIResponseSchema(Entry.OfContact.class)
    public Response one(@BeanParam @Valid Pair pair) {
        caller.mustBePerson(pair.user());
        return reader.contact(pair.user(), pair.company())
                .map(stated -> answers.reveal(stated, 200))
                .orElseThrow(() -> Problem.notFound("this company never asked and was never blocked"));
    }

    /**
     * Allows these of the requested purposes and no others; marketing that was stopped stays so, unless it is among them or
     * this answers a new request. Under a notice for adults it is refused ({@code not_an_adult}, 422) for who is not known to
     * be one.
     */
    @POST
    @Path("{company}/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(Entry.OfContact.class)
    public Response accept(
            @BeanParam @Valid Pair pair, @BeanParam @Valid Intent intent, @NotNull @Valid Acceptance acceptance) {
        return decide(pair, intent, new ContactCommand.Accept(Purposes.of(acceptance.purposes())));
    }

    /** Refuses the request; what was granted before is taken back. */
    @POST
    @Path("{company}/decline")
    @APIResponseSchema(Entry.OfContact.class)
    public Response decline(@BeanParam @Valid Pair pair, @BeanParam @Valid Intent intent) {
        return decide(pair, intent, new ContactCommand.Decline());
    }

    /** Takes purposes back. A second time answers with the state as it is. */
    @POST
    @Path("{company}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(Entry.OfContact.class)
    public Response withdraw(
            @BeanParam @Valid Pair pair, @BeanParam @Valid Intent intent, @Valid @Nullable Withdrawal withdrawal) {
        List<String> codes = withdrawal == null || withdrawal.purposes() == null ? List.of() : withdrawal.purposes();
        return decide(pair, intent, new ContactCommand.Withdraw(Purposes.of(codes)));
    }

    /** No marketing until further notice; the consent stays, and is resumed without a new request. */
    @POST
    @Path("{company}/stop-marketing")
    @APIResponseSchema(Entry.OfContact.class)
    public Response stopMarketing(@BeanParam @Valid Pair pair, @BeanParam @Valid Intent intent) {
        return decide(pair, intent, new ContactCommand.StopMarketing());
    }

    @POST
    @Path("{company}/resume-marketing")
    @APIResponseSchema(Entry.OfContact.class)
    public Response resumeMarketing(@BeanParam @Valid Pair pair, @BeanParam @Valid Intent intent) {
        return decide(pair, intent, new ContactCommand.ResumeMarketing());
    }

    /** Shuts the company out, whatever was granted. */
    @POST
    @Path("{company}/block")
    @APIResponseSchema(Entry.OfContact.class)
    public Response block(@BeanParam @Valid Pair pair, @BeanParam @Valid Intent intent) {
        return decide(pair, intent, new ContactCommand.Block());
    }

    /** Lifts the block; what was granted before holds again. */
    @POST
    @Path("{company}/unblock")
    @APIResponseSchema(Entry.OfContact.class)
    public Response unblock(@BeanParam @Valid Pair pair, @BeanParam @Valid Intent intent) {
        return decide(pair, intent, new ContactCommand.Unblock());
    }

    private Response decide(Pair pair, Intent intent, ContactCommand command) {
        caller.mustBePerson(pair.user());
        return answers.execute(
                intent.byPerson(pair.user(), new ConsentAction.OnContact(pair.company(), command), time));
    }
}
