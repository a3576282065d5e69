package io.assent.consent.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assent.base.EventTime;
import io.assent.base.rest.AtLeast;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.contact.Contact;
import io.assent.consent.contact.Hindrance;
import io.assent.consent.contact.Purpose;
import io.assent.consent.store.ConsentReader;
import io.assent.consent.store.EntryJson;
import io.assent.consent.store.Stated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/**
 * Whom a company may reach for a purpose now. Linearizable: whatever was acknowledged before the call is seen, and what is
 * answered is known to everybody who follows consent.events. Nothing is reserved by it: the gate decides anew for each message.
 */
@Path("/v1/companies/{company}/permissions/check")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
public class PermissionResource {
    private static final int MOST_USERS = 1_000;
    private static final Duration FRESHNESS_PATIENCE = Duration.ofSeconds(2);

    private final Caller caller;
    private final ConsentReader reader;
    private final EntryJson json;
    private final Answers answers;
    private final AtLeast atLeast;
    private final EventTime time;

    public PermissionResource(
            Caller caller, ConsentReader reader, EntryJson json, Answers answers, AtLeast atLeast, EventTime time) {
        this.caller = caller;
        this.reader = reader;
        this.json = json;
        this.answers = answers;
        this.atLeast = atLeast;
        this.time = time;
    }

    /** For what, and of whom; at most 1,000 people. */
    public record Question(
            @NotNull String purpose,
            @NotEmpty @Size(max = MOST_USERS) List<@NotNull @Pattern(regexp = Ids.PERSON) String> users) {}

    /** In the order of the question, each person once. */
    public record Permissions(String company, String purpose, List<Permission> permissions) {}

    /** @param reason absent when it is permitted; no_consent, purpose_not_granted, consent_withdrawn or blocked */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Permission(
            String user, boolean permitted, @Nullable String reason) {}

    /** @param freshness a consistency token, or several with commas between them, to be at least as fresh as */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(Permissions.class)
    public Response check(
            @PathParam("company") @Pattern(regexp = Ids.COMPANY) String company,
            @HeaderParam("Assent-At-Least") @Nullable String freshness,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @NotNull @Valid Question question) {
        caller.mustBeCompany(company);
        Purpose purpose =
                Purpose.of(question.purpose()).orElseThrow(() -> Problem.invalidField("purpose: unknown purpose"));
        Instant now = time.ofCall(ceTime);
        atLeast.await(freshness, FRESHNESS_PATIENCE);
        LinkedHashSet<String> users = new LinkedHashSet<>(question.users());
        Map<String, Stated> states = reader.contacts(users, company);
        List<Permission> permissions = users.stream()
                .map(user -> permission(user, states.get(user), purpose, now))
                .toList();
        return answers.reveal(states.values(), new Permissions(company, purpose.code(), permissions));
    }

    private Permission permission(String user, @Nullable Stated stated, Purpose purpose, Instant now) {
        Contact contact = stated == null ? Contact.NONE : json.contact(stated).contact();
        return Hindrance.of(contact, purpose, now)
                .map(hindrance -> new Permission(user, false, hindrance.code()))
                .orElseGet(() -> new Permission(user, true, null));
    }
}
