package io.assent.consent.rest.page;

import io.assent.base.EventTime;
import io.assent.base.page.Page;
import io.assent.base.page.SessionCookie;
import io.assent.base.rest.Caller;
import io.assent.consent.rest.Answers;
import io.assent.consent.store.ErasureStore;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Erases the person whose session it is, after a page that says what that means. The session ends with it. */
@Path("/privacy/erasure")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class ErasurePage {
    private static final int UNAVAILABLE = 503;

    private final Page page;
    private final Caller caller;
    private final ErasureStore erasures;
    private final Answers answers;
    private final EventTime time;
    private final SessionCookie cookie;

    public ErasurePage(
            Page page, Caller caller, ErasureStore erasures, Answers answers, EventTime time, SessionCookie cookie) {
        this.page = page;
        this.caller = caller;
        this.erasures = erasures;
        this.answers = answers;
        this.time = time;
        this.cookie = cookie;
    }

    @GET
    @Operation(hidden = true)
    public Response ask() {
        return page.whole(200, PrivacyTemplates.erase(false));
    }

    /** @param sure the box that must be ticked */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response erase(@RestForm("sure") @Nullable String sure, @Context UriInfo uri) {
        if (sure == null) {
            return page.whole(422, PrivacyTemplates.erase(true));
        }
        try {
            Response _ = answers.answer(erasures.begin(caller.person(), time.wall()), _ -> 202);
        } catch (HttpProblem notConfirmed) {
            if (notConfirmed.getStatusCode() != UNAVAILABLE) {
                throw notConfirmed;
            }
            return page.whole(UNAVAILABLE, PrivacyTemplates.notYet(Attempt.onErasure()));
        }
        Response erased = page.whole(200, PrivacyTemplates.erased());
        return Response.fromResponse(erased).cookie(cookie.ended(uri)).build();
    }
}
