package io.assent.notification.rest;

import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.dispatch.Category;
import io.assent.notification.outcome.OutcomeFilter;
import io.assent.notification.outcome.OutcomeStatus;
import io.assent.notification.outcome.PageCursor;
import io.assent.notification.store.MessageOutcome;
import io.assent.notification.store.OutcomeStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a company's messages. */
@Path("/v1/notifications")
@RolesAllowed("company")
@RunOnVirtualThread
public class OutcomeResource {
    private final Caller caller;
    private final OutcomeStore store;

    public OutcomeResource(Caller caller, OutcomeStore store) {
        this.caller = caller;
        this.store = store;
    }

    /**
     * What is asked for; absent is any.
     *
     * @param status where messages are now: accepted, scheduled, sent, delivered, read, suppressed or expired
     * @param reason of a suppression
     * @param from when the service recorded the message, RFC 3339, inclusive
     * @param to exclusive
     * @param cursor {@code next} of the page before
     * @param limit 1 to 500, 100 when absent
     */
    public record Query(
            @QueryParam("status") @Nullable String status,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("category") @Nullable String category,
            @QueryParam("user") @Nullable String user,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {

        OutcomeFilter filter() {
            if (status != null && OutcomeStatus.of(status).isEmpty()) {
                throw Problem.invalidField("status: accepted, scheduled, sent, delivered, read, suppressed or expired");
            }
            if (category != null && Category.of(category).isEmpty()) {
                throw Problem.invalidField("category: utility, marketing, authentication or chat");
            }
            Instant start = QueryParams.time("from", from);
            Instant end = QueryParams.time("to", to);
            QueryParams.mustBeOrdered(start, end);
            return new OutcomeFilter(status, QueryParams.code("reason", reason), category, user, start, end);
        }
    }

    /**
     * Messages, the newest first.
     *
     * @param next the cursor of the next page; null when this is the last. A page may have fewer messages than asked for, or
     *     none, and others after it all the same
     */
    public record Page(
            List<MessageOutcome> messages, @Nullable String next) {}

    @GET
    public Page list(@BeanParam Query query) {
        String company = caller.company();
        OutcomeStore.Page page = store.page(
                company, query.filter(), QueryParams.cursor(query.cursor()), QueryParams.limit(query.limit()));
        PageCursor next = page.next();
        return new Page(page.messages(), next == null ? null : next.text());
    }

    /** 404 also while it is not decided yet. */
    @GET
    @Path("{messageId}")
    public MessageOutcome one(@PathParam("messageId") String messageId) {
        return store.one(caller.company(), messageId)
                .orElseThrow(() -> Problem.notFound("this company has sent no such message, or it is not decided yet"));
    }
}
