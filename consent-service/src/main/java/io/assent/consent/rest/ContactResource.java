package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.contact.Purpose;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.ConsentCommand;
import io.assent.consent.store.ConsentReader;
import io.assent.consent.store.Stated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Purposes to accept: some of the requested ones. */
    public record Acceptance(@NotEmpty List<@NotNull String> purposes) {}

    /** Purposes to take back; all of them when absent. */
    public record Withdrawal(@Nullable List<@NotNull String> purposes) {}

    @GET
    public Response all(@PathParam("user") @Pattern(regexp = Ids.PERSON) String user) {
        caller.mustBePerson(user);
        List<Stated> contacts = reader.contacts(user);
        String token = contacts.stream().map(answers::acknowledged).distinct().collect(Collectors.joining(","));
        String body = contacts.stream().map(Stated::entry).collect(Collectors.joining(",", "{\"contacts\":[", "]}"));
        return Response.ok(body, "application/json")
                .header(Answers.TOKEN_HEADER, token)
                .build();
    }

    @GET
    @Path("{company}")
    public Response one(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company) {
        caller.mustBePerson(user);
        Stated stated = reader.state(user, company)
                .orElseThrow(() -> Problem.notFound("this company never asked and was never blocked"));
        return answers.reveal(stated, 200);
    }

    @POST
    @Path("{company}/accept")
    public Response accept(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @NotNull @Valid Acceptance acceptance) {
        return decide(user, company, key, ceTime, new ContactCommand.Accept(purposes(acceptance.purposes())));
    }

    @POST
    @Path("{company}/decline")
    public Response decline(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("ce-time") @Nullable String ceTime) {
        return decide(user, company, key, ceTime, new ContactCommand.Decline());
    }

    @POST
    @Path("{company}/withdraw")
    public Response withdraw(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @Valid @Nullable Withdrawal withdrawal) {
        List<String> codes = withdrawal == null || withdrawal.purposes() == null ? List.of() : withdrawal.purposes();
        return decide(user, company, key, ceTime, new ContactCommand.Withdraw(purposes(codes)));
    }

    @POST
    @Path("{company}/block")
    public Response block(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("ce-time") @Nullable String ceTime) {
        return decide(user, company, key, ceTime, new ContactCommand.Block());
    }

    @POST
    @Path("{company}/unblock")
    public Response unblock(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("ce-time") @Nullable String ceTime) {
        return decide(user, company, key, ceTime, new ContactCommand.Unblock());
    }

    private Response decide(
            String user, String company, @Nullable String key, @Nullable String ceTime, ContactCommand command) {
        caller.mustBePerson(user);
        ConsentAction action = new ConsentAction.OnContact(company, command);
        return answers.execute(new ConsentCommand("person:" + user, user, action, key, time.ofCall(ceTime)), 200);
    }

    static Set<Purpose> purposes(List<String> codes) {
        return codes.stream()
                .map(code -> Purpose.of(code).orElseThrow(() -> Problem.invalidField("purposes: unknown purpose")))
                .collect(Collectors.toSet());
    }
}
