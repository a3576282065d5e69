package io.assent.consent.rest;

import io.assent.base.rest.Problem;
import io.assent.consent.ConsentConfig;
import io.assent.consent.store.Acknowledgement;
import io.assent.consent.store.ConsentCommand;
import io.assent.consent.store.ConsentWriter;
import io.assent.consent.store.Outcome;
import io.assent.consent.store.SequenceGuard;
import io.assent.consent.store.Stated;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns commands and states into answers that are true when they are given. */
@Singleton
class Answers {
    static final String TOKEN_HEADER = "Assent-Consistency-Token";

    private final ConsentWriter writer;
    private final Acknowledgement acknowledgement;
    private final SequenceGuard guard;
    private final ConsentConfig config;

    Answers(ConsentWriter writer, Acknowledgement acknowledgement, SequenceGuard guard, ConsentConfig config) {
        this.writer = writer;
        this.acknowledgement = acknowledgement;
        this.guard = guard;
        this.config = config;
    }

    Response execute(ConsentCommand command, int status) {
        if (guard.isBehindLog()) {
            throw Problem.later(503, "sequence_behind_log", "the database lost commits that Kafka has");
        }
        return switch (outcome(command)) {
            case Outcome.Decided(Stated stated) -> reveal(stated, status);
            case Outcome.Refused(String reason, String detail) ->
                throw Problem.refused(statusOf(reason), reason, detail);
        };
    }

    /** Answers a state once everybody else can know it. */
    Response reveal(Stated stated, int status) {
        return Response.status(status)
                .entity(stated.entry())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(TOKEN_HEADER, acknowledged(stated))
                .build();
    }

    String acknowledged(Stated stated) {
        try {
            return acknowledgement.await(stated);
        } catch (TimeoutException e) {
            throw Problem.unavailable("Kafka has not committed this yet; ask again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("shutting down");
        }
    }

    private Outcome outcome(ConsentCommand command) {
        try {
            return writer.submit(command).get(config.publishTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw Problem.unavailable("the change could not be stored; repeat it with the same idempotency key");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("shutting down");
        }
    }

    private static int statusOf(String reason) {
        return switch (reason) {
            case "purpose_not_requested", "idempotency_key_reused" -> 422;
            case "invalid_field" -> 400;
            default -> 409;
        };
    }
}
