package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.consent.store.PersonExport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** All that this service holds on a person, as a file for them. */
@Path("/v1/people/{user}/export")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class ExportResource {
    private final Caller caller;
    private final PersonExport exports;
    private final Answers answers;
    private final EventTime time;

    public ExportResource(Caller caller, PersonExport exports, Answers answers, EventTime time) {
        this.caller = caller;
        this.exports = exports;
        this.answers = answers;
        this.time = time;
    }

    /** Contacts, ads choice, the whole history and the idempotency keys; given when Kafka has committed what it says. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(PersonExport.Export.class)
    public Response export(@PathParam("user") @Pattern(regexp = Ids.PERSON) String user) {
        caller.mustBePerson(user);
        PersonExport.Prepared prepared = exports.of(user, time.wall());
        String token = answers.acknowledged(prepared.basis());
        return Response.ok(prepared.export())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"assent-export.json\"")
                .header(Answers.TOKEN_HEADER, token)
                .build();
    }
}
