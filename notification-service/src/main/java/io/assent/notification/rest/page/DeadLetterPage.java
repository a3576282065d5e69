package io.assent.notification.rest.page;

import io.assent.base.page.Page;
import io.assent.base.page.PageConfig;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.kafka.DeadLetterReplay;
import io.assent.notification.rest.DeadLetterResource;
import io.assent.notification.store.DeadLetterStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What was refused, and its replay: of a company's own topic, or of all for an operator. The API answers. */
@Path("/outcomes/dead-letters")
@RolesAllowed({"company", "operator"})
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class DeadLetterPage {
    private static final String SHOWN = "50";

    private final Page page;
    private final Caller caller;
    private final DeadLetterResource letters;
    private final DeadLetterStore store;
    private final ZoneId zone;

    public DeadLetterPage(
            Page page, Caller caller, DeadLetterResource letters, DeadLetterStore store, PageConfig config) {
        this.page = page;
        this.caller = caller;
        this.letters = letters;
        this.store = store;
        this.zone = config.timeZone();
    }

    /** Letters that wait for a replay, with the whole minutes within which they were refused, as a form takes them. */
    record Waiting(String reason, long letters, LocalDateTime from, LocalDateTime to) {}

    @GET
    @Operation(hidden = true)
    public Response list(@QueryParam("reason") @Nullable String reason, @QueryParam("cursor") @Nullable String cursor) {
        return shown(reason, cursor, null);
    }

    /**
     * Puts them through the gate again.
     *
     * @param from when the first of them was refused, in the page's time zone
     * @param to when the last was, exclusive
     */
    @POST
    @Path("replays")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response replay(
            @RestForm("reason") @DefaultValue("") String reason,
            @RestForm("from") @DefaultValue("") String from,
            @RestForm("to") @DefaultValue("") String to) {
        return shown(
                null,
                null,
                letters.replay(new DeadLetterResource.Wish(
                        reason, time("from", from).toString(), time("to", to).toString())));
    }

    private Response shown(
            @Nullable String reason, @Nullable String cursor, DeadLetterReplay.@Nullable Replayed replayed) {
        String company = caller.companyUnlessOperator().orElse(null);
        List<Waiting> waiting = store.waiting(company).stream()
                .map(each -> new Waiting(
                        each.reason(),
                        each.letters(),
                        minute(each.first()),
                        minute(each.last()).plusMinutes(1)))
                .toList();
        return page.whole(
                200,
                OutcomeTemplates.deadLetters(
                        company != null, waiting, letters.list(reason, null, null, cursor, SHOWN), reason, replayed));
    }

    private LocalDateTime minute(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MINUTES), zone);
    }

    private Instant time(String name, String text) {
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.invalidField(name + ": a day and a time");
        }
    }
}
