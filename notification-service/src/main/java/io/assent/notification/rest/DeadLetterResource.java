package io.assent.notification.rest;

import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.exactlyonce.BarrierException;
import io.assent.notification.kafka.DeadLetterReplay;
import io.assent.notification.outcome.PageCursor;
import io.assent.notification.store.DeadLetter;
import io.assent.notification.store.DeadLetterStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Requests that were refused when they were read from Kafka; never their values. */
@Path("/v1/dead-letters")
@RunOnVirtualThread
public class DeadLetterResource {
    private static final Instant START = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final Caller caller;
    private final DeadLetterStore store;
    private final DeadLetterReplay replay;

    public DeadLetterResource(Caller caller, DeadLetterStore store, DeadLetterReplay replay) {
        this.caller = caller;
        this.store = store;
        this.replay = replay;
    }

    /** @param next the cursor of the next page; null when this is the last */
    public record Page(
            List<DeadLetter> deadLetters, @Nullable String next) {}

    /**
     * What to replay.
     *
     * @param reason of the last refusal
     * @param from when it was refused, RFC 3339, inclusive
     * @param to exclusive
     */
    public record Wish(
            @NotNull String reason,
            @NotNull String from,
            @NotNull String to) {}

    /**
     * The newest first: all for an operator, its own topic's for a company.
     *
     * @param from when it was refused, RFC 3339, inclusive
     * @param to exclusive
     * @param cursor {@code next} of the page before
     * @param limit 1 to 500, 100 when absent
     */
    @GET
    @RolesAllowed({"company", "operator"})
    public Page list(
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Instant start = Objects.requireNonNullElse(QueryParams.time("from", from), START);
        Instant end = Objects.requireNonNullElse(QueryParams.time("to", to), END);
        QueryParams.mustBeOrdered(start, end);
        PageCursor below = Objects.requireNonNullElse(QueryParams.cursor(cursor), new PageCursor(END, Long.MAX_VALUE));
        int size = QueryParams.limit(limit);
        String company = caller.companyUnlessOperator().orElse(null);
        List<DeadLetter> letters = store.page(
                new DeadLetterStore.Filter(company, QueryParams.code("reason", reason), start, end), below, size);
        return new Page(
                letters,
                letters.size() < size ? null : letters.getLast().cursor().text());
    }

    /**
     * Puts them through the gate again, all for an operator, its own topic's for a company; each once however often and by
     * whomever it is asked for. What is refused again stays in the list with its new reason. At most 5,000 a call; {@code more} says whether others wait. 503 when Kafka cannot
     * be asked: repeat, and what was done stays done.
     */
    @POST
    @Path("replays")
    @RolesAllowed({"company", "operator"})
    public DeadLetterReplay.Replayed replay(@NotNull @Valid Wish wish) {
        String reason = Objects.requireNonNull(QueryParams.code("reason", wish.reason()));
        Instant from = Objects.requireNonNull(QueryParams.time("from", wish.from()));
        Instant to = Objects.requireNonNull(QueryParams.time("to", wish.to()));
        QueryParams.mustBeOrdered(from, to);
        try {
            return replay.run(
                    new DeadLetterStore.Filter(caller.companyUnlessOperator().orElse(null), reason, from, to));
        } catch (BarrierException | KafkaException e) {
            throw Problem.unavailable("Kafka cannot be asked now; repeat, what was replayed so far stays so");
        }
    }
}
