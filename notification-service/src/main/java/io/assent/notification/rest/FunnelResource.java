package io.assent.notification.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.store.OutcomeCounts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many of a company's messages came how far. */
@Path("/v1/notifications/funnel")
@RolesAllowed("company")
@RunOnVirtualThread
public class FunnelResource {
    private static final Duration MOST_HOURS = Duration.ofDays(31);
    private static final Duration MOST_DAYS = Duration.ofDays(400);

    private final Caller caller;
    private final OutcomeCounts counts;
    private final EventTime time;

    public FunnelResource(Caller caller, OutcomeCounts counts, EventTime time) {
        this.caller = caller;
        this.counts = counts;
        this.time = time;
    }

    /**
     * Steps of messages, each counted where it was recorded.
     *
     * @param from the beginning of its hour or day in UTC
     * @param to the end of it
     * @param by hour or day
     */
    public record Funnel(Instant from, Instant to, String by, List<OutcomeCounts.Count> counts) {}

    /**
     * Whole hours or days of UTC that the span touches.
     *
     * @param from RFC 3339; a day before its end when absent
     * @param to RFC 3339; now when absent
     * @param by hour (at most 31 days) or day (at most 400); hour when absent
     */
    @GET
    public Funnel funnel(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("by") @Nullable String by) {
        String company = caller.company();
        ChronoUnit row = row(by);
        Instant wantedEnd = QueryParams.time("to", to);
        Instant end = ceiling(wantedEnd == null ? time.wall() : wantedEnd, row);
        Instant wantedStart = QueryParams.time("from", from);
        Instant start = (wantedStart == null ? end.minus(Duration.ofDays(1)) : wantedStart).truncatedTo(row);
        QueryParams.mustBeOrdered(start, end);
        Duration most = row == ChronoUnit.DAYS ? MOST_DAYS : MOST_HOURS;
        if (Duration.between(start, end).compareTo(most) > 0) {
            throw Problem.invalidField("from, to: at most " + most.toDays() + " days");
        }
        return new Funnel(start, end, row == ChronoUnit.DAYS ? "day" : "hour", counts.of(company, start, end, row));
    }

    private static ChronoUnit row(@Nullable String by) {
        return switch (by == null ? "hour" : by) {
            case "hour" -> ChronoUnit.HOURS;
            case "day" -> ChronoUnit.DAYS;
            default -> throw Problem.invalidField("by: hour or day");
        };
    }

    private static Instant ceiling(Instant time, ChronoUnit row) {
        Instant floor = time.truncatedTo(row);
        return floor.equals(time) ? time : floor.plus(1, row);
    }
}
