package io.assent.notification.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.notification.kafka.RequestPublisher;
import io.assent.notification.sealing.KeyCheck;
import io.assent.notification.store.Intake;
import io.assent.notification.store.IntakeCheck;
import io.assent.notification.store.IntakeStore;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.TimeoutException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sealed notifications of a company. Whether a message may be delivered is decided after it was taken; {@link OutcomeResource} tells. */
@Path("/v1/notifications")
@RolesAllowed("company")
@RunOnVirtualThread
public class NotificationResource {
    private final Caller caller;
    private final IntakeStore store;
    private final RequestPublisher publisher;
    private final IntakeCheck check;
    private final EventTime time;

    public NotificationResource(
            Caller caller, IntakeStore store, RequestPublisher publisher, IntakeCheck check, EventTime time) {
        this.caller = caller;
        this.check = check;
        this.store = store;
        this.publisher = publisher;
        this.time = time;
    }

    /**
     * 202 when Kafka has acknowledged it; from then on the message ends in exactly one terminal state. 409 {@code key_revoked} with
     * {@code currentKids} when it is sealed to a key that was replaced or revoked: seal it anew and send it again.
     */
    @POST
    @RateLimited
    public Response send(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("ce-time") @Nullable String ceTime,
            IntakeCheck.@NotNull Requested request) {
        String company = caller.company();
        if (key == null || key.isBlank()) {
            throw Problem.refused(400, "idempotency_key_missing", "header Idempotency-Key names the request");
        }
        if (!store.knowsCompany(company)) {
            throw Problem.refused(403, "unknown_company", "this company was not onboarded");
        }
        Intake intake = switch (check.check(company, key, request, time.ofCall(ceTime))) {
            case IntakeCheck.Result.Taken(Intake taken) -> taken;
            case IntakeCheck.Result.Refused(String reason, String detail) -> throw Problem.refused(400, reason, detail);
        };
        switch (store.claim(intake)) {
            case IntakeStore.Claim.Claimed _ -> {}
            case IntakeStore.Claim.OtherBody _ ->
                throw Problem.refused(422, "idempotency_key_reused", "this key came with another body");
            case IntakeStore.Claim.KeyRevoked(KeyCheck.Result.KeyRevoked keys) -> throw keyRevoked(keys);
        }
        publish(intake);
        return Response.accepted(Map.of("messageId", intake.messageId(), "status", "accepted"))
                .header("Location", "/v1/notifications/" + intake.messageId())
                .build();
    }

    /** The same message may be sent under the same idempotency key once it is sealed to a current key. */
    private static HttpProblem keyRevoked(KeyCheck.Result.KeyRevoked keys) {
        return HttpProblem.builder(Problem.later(409, KeyCheck.Result.KeyRevoked.REASON, keys.detail()))
                .with("currentKids", keys.currentKids())
                .build();
    }

    private void publish(Intake intake) {
        try {
            publisher.publish(intake);
        } catch (TimeoutException | KafkaException | CompletionException e) {
            throw Problem.unavailable("Kafka did not acknowledge it; repeat with the same Idempotency-Key");
        }
    }
}
