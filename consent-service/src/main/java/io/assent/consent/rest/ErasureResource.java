package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.store.ErasureStatus;
import io.assent.consent.store.ErasureStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** A person's right to be forgotten (Art. 17 GDPR), and how far the services are with it. */
@Path("/v1")
@RunOnVirtualThread
public class ErasureResource {
    private final Caller caller;
    private final ErasureStore erasures;
    private final Answers answers;
    private final EventTime time;

    public ErasureResource(Caller caller, ErasureStore erasures, Answers answers, EventTime time) {
        this.caller = caller;
        this.erasures = erasures;
        this.answers = answers;
        this.time = time;
    }

    /**
     * 202 when nothing more can reach the person; the id is all that is left to ask by. A second time erases what has come
     * since, under an id of its own.
     */
    @POST
    @Path("people/{user}/erasure")
    @RolesAllowed({"person", "device"})
    @APIResponseSchema(value = ErasureStatus.class, responseCode = "202")
    public Response erase(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @HeaderParam("ce-time") @Nullable String ceTime) {
        caller.mustBePerson(user);
        return answers.answer(erasures.begin(user, time.ofCall(ceTime)), _ -> 202);
    }

    /** Known to whoever has the id, which nobody can guess and which names nobody. */
    @GET
    @Path("erasures/{erasure}")
    @RolesAllowed({"person", "device", "operator"})
    public ErasureStatus status(@PathParam("erasure") @Pattern(regexp = "[A-Za-z0-9_-]{22}") String erasure) {
        return erasures.status(erasure).orElseThrow(() -> Problem.notFound("nobody asked for this erasure"));
    }
}
