package io.assent.notification.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.exactlyonce.BarrierException;
import io.assent.exactlyonce.Relay;
import io.assent.notification.store.Explainer;
import io.assent.notification.store.Intake;
import io.assent.notification.store.IntakeCheck;
import io.assent.notification.store.IntakeStore;
import io.assent.notification.store.ScheduleStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gate would decide, and messages that are taken back before they are handed over. */
@Path("/v1/notifications")
@RolesAllowed("company")
@RunOnVirtualThread
public class GateResource {
    private final Caller caller;
    private final IntakeCheck check;
    private final IntakeStore intakes;
    private final Explainer explainer;
    private final ScheduleStore schedule;
    private final Relay relay;
    private final EventTime time;

    public GateResource(
            Caller caller,
            IntakeCheck check,
            IntakeStore intakes,
            Explainer explainer,
            ScheduleStore schedule,
            Relay relay,
            EventTime time) {
        this.caller = caller;
        this.check = check;
        this.intakes = intakes;
        this.explainer = explainer;
        this.schedule = schedule;
        this.relay = relay;
        this.time = time;
    }

    /** Takes a request without its bodies, says what the gate would decide of it now, and sends nothing. */
    @POST
    @RateLimited
    @Path("explain")
    public Explainer.Explanation explain(
            @HeaderParam("ce-time") @Nullable String ceTime, IntakeCheck.@NotNull Requested request) {
        String company = caller.company();
        if (!intakes.knowsCompany(company)) {
            throw Problem.refused(403, "unknown_company", "this company was not onboarded");
        }
        Intake question = switch (check.question(company, request, time.ofCall(ceTime))) {
            case IntakeCheck.Result.Taken(Intake taken) -> taken;
            case IntakeCheck.Result.Refused(String reason, String detail) -> throw Problem.refused(400, reason, detail);
        };
        try {
            return explainer.explain(question);
        } catch (BarrierException e) {
            throw Problem.unavailable("the consent log cannot be followed now; ask again");
        }
    }

    /**
     * Cancels a message that was not handed over yet: it ends as suppressed, {@code cancelled_by_sender}. 409 {@code too_late}
     * when it was handed over or has ended; 404, retriable, while the gate has not decided it.
     */
    @DELETE
    @Path("{messageId}")
    public Map<String, String> cancel(
            @PathParam("messageId") String messageId, @HeaderParam("ce-time") @Nullable String ceTime) {
        String company = caller.company();
        ScheduleStore.Cancellation cancellation = schedule.cancel(company, messageId, time.ofCall(ceTime))
                .orElseThrow(() -> Problem.later(
                        404, "not_found", "this company has sent no such message, or it is not decided yet"));
        return switch (cancellation) {
            case CANCELLED, REPEATED -> {
                relay.wake();
                yield Map.of("messageId", messageId, "status", "suppressed", "reason", "cancelled_by_sender");
            }
            case TOO_LATE -> throw Problem.refused(409, "too_late", "the message was handed over or has ended");
        };
    }
}
