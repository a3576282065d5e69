package io.assent.notification.rest.page;

import io.assent.base.EventTime;
import io.assent.base.page.Doorstep;
import io.assent.base.page.Page;
import io.assent.base.rest.Caller;
import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.Suppression;
import io.assent.notification.rest.FunnelResource;
import io.assent.notification.store.MessageOutcome;
import io.assent.notification.store.OutcomeStore;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What became of a company's messages. Without a session it is the way in; operators are led to what was refused. */
@Path("/outcomes")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class OutcomePage {
    private final Page page;
    private final Caller caller;
    private final SecurityIdentity identity;
    private final FunnelResource funnel;
    private final OutcomeStore outcomes;
    private final EventTime time;

    public OutcomePage(
            Page page,
            Caller caller,
            SecurityIdentity identity,
            FunnelResource funnel,
            OutcomeStore outcomes,
            EventTime time) {
        this.page = page;
        this.caller = caller;
        this.identity = identity;
        this.funnel = funnel;
        this.outcomes = outcomes;
        this.time = time;
    }

    /**
     * Figures, asked for again every few seconds.
     *
     * @param span day, week or month
     * @param still whether they stay as they are
     */
    @GET
    @PermitAll
    @Operation(hidden = true)
    public Response figures(@QueryParam("span") @Nullable String span, @QueryParam("still") boolean still) {
        if (!page.signedIn()) {
            return page.whole(200, OutcomeTemplates.entrance(new Doorstep(page.doorstep(), "")));
        }
        if (identity.hasRole("operator")) {
            return Response.seeOther(URI.create("/outcomes/dead-letters")).build();
        }
        Span shown = Span.of(span);
        FunnelResource.Funnel counted = funnel.funnel(shown.from(time.wall()).toString(), null, shown.by());
        TemplateInstance figures = OutcomeTemplates.figures(
                caller.company(),
                Figures.of(counted),
                List.of(Category.values()),
                shown,
                List.of(Span.values()),
                !still);
        return page.wantsPart() ? page.part(200, figures) : page.whole(200, figures);
    }

    /** A message of the company, by its id. */
    @GET
    @Path("messages")
    @RolesAllowed("company")
    @Operation(hidden = true)
    public Response message(@QueryParam("id") @Nullable String id) {
        String wanted = id == null ? "" : id.strip();
        Optional<MessageOutcome> found = outcomes.one(caller.company(), wanted);
        String reason = found.map(MessageOutcome::reason).orElse(null);
        return page.whole(
                found.isEmpty() && !wanted.isEmpty() ? 404 : 200,
                OutcomeTemplates.message(wanted, found.orElse(null), reason == null ? null : Suppression.of(reason)));
    }
}
