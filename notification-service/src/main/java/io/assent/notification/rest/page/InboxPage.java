package io.assent.notification.rest.page;

import io.assent.base.page.Doorstep;
import io.assent.base.page.Page;
import io.assent.base.page.PageConfig;
import io.assent.base.rest.Caller;
import io.assent.base.rest.CompanyIds;
import io.assent.notification.dispatch.Category;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The inbox of a browser. It leaves here empty: keys and messages are in the browser alone. Without a session it is the way in. */
@Path("/inbox")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class InboxPage {
    private final Page page;
    private final PageConfig config;
    private final Caller caller;
    private final JsonWebToken token;

    public InboxPage(Page page, PageConfig config, Caller caller, JsonWebToken token) {
        this.page = page;
        this.config = config;
        this.caller = caller;
        this.token = token;
    }

    @GET
    @PermitAll
    @Operation(hidden = true)
    public Response inbox() {
        if (!page.signedIn()) {
            return page.whole(200, InboxTemplates.entrance(new Doorstep(page.doorstep(), "")));
        }
        return page.whole(200, InboxTemplates.inbox(caller.person(), caller.device(), List.of(Category.values())));
    }

    /**
     * Leads to where the person decides, and hands the token over as the messenger does, behind the #, so that whoever was signed in
     * there, it is this person who decides.
     *
     * @param company that is to be blocked; null for the overview
     */
    @GET
    @Path("privacy")
    @RolesAllowed("device")
    @Operation(hidden = true)
    public Response privacy(@QueryParam("company") @Pattern(regexp = CompanyIds.PATTERN) @Nullable String company) {
        UriBuilder entrance = UriBuilder.fromUri(config.privacyUrl()).path("session");
        if (company != null) {
            entrance.queryParam("to", "block?company=" + company);
        }
        return Response.seeOther(
                        entrance.fragment("token=" + token.getRawToken()).build())
                .build();
    }
}
