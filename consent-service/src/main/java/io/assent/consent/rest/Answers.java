package io.assent.consent.rest;

import io.assent.base.rest.Problem;
import io.assent.base.trace.Traces;
import io.assent.consent.ConsentConfig;
import io.assent.consent.store.Acknowledgement;
import io.assent.consent.store.CommandQueue;
import io.assent.consent.store.ConsentCommand;
import io.assent.consent.store.ConsentMetrics;
import io.assent.consent.store.Outcome;
import io.assent.consent.store.Stated;
import io.assent.exactlyonce.BarrierException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;

/** Turns commands and states into answers that are true when they are given. */
@Singleton
public class Answers {
    static final String TOKEN_HEADER = "Assent-Consistency-Token";

    private final CommandQueue commands;
    private final Acknowledgement acknowledgement;
    private final ConsentMetrics metrics;
    private final Traces traces;
    private final ConsentConfig config;

    Answers(
            CommandQueue commands,
            Acknowledgement acknowledgement,
            ConsentMetrics metrics,
            Traces traces,
            ConsentConfig config) {
        this.traces = traces;
        this.commands = commands;
        this.acknowledgement = acknowledgement;
        this.metrics = metrics;
        this.config = config;
    }

    public Response execute(ConsentCommand command) {
        return execute(command, _ -> 200);
    }

    Response execute(ConsentCommand command, ToIntFunction<Stated> status) {
        long began = System.nanoTime();
        Response answer = answer(outcome(command), status);
        metrics.acknowledged(Duration.ofNanos(System.nanoTime() - began));
        return answer;
    }

    public Response answer(Outcome outcome, ToIntFunction<Stated> status) {
        return switch (outcome) {
            case Outcome.Decided(Stated stated, var _) -> reveal(stated, status.applyAsInt(stated));
            case Outcome.Refused refused -> throw refusal(refused);
        };
    }

    /** Carries out each for itself; what they came to may be told when {@link #reveal(Collection, Object)} has waited for it. */
    List<Outcome> executeEach(List<ConsentCommand> commands) {
        List<Outcome> outcomes = commands.stream().map(this::submit).toList().stream()
                .map(this::decided)
                .toList();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Refused refused && refused.reason().equals(Outcome.Refused.BEHIND_LOG)) {
                throw refusal(refused);
            }
        }
        return outcomes;
    }

    /** Returns when all are acknowledged. One may be refused that has become needless meanwhile. */
    List<Stated> executeAll(List<ConsentCommand> together) {
        long began = System.nanoTime();
        List<Stated> states = new ArrayList<>();
        for (CompletableFuture<Outcome> outcome :
                together.stream().map(this::submit).toList()) {
            switch (decided(outcome)) {
                case Outcome.Decided(Stated stated, var _) -> states.add(stated);
                case Outcome.Refused refused when refused.reason().equals("not_accepted") -> {}
                case Outcome.Refused refused -> throw refusal(refused);
            }
        }
        String _ = acknowledged(states);
        metrics.acknowledged(Duration.ofNanos(System.nanoTime() - began));
        return states;
    }

    /** Answers a state once everybody else can know it. */
    Response reveal(Stated stated, int status) {
        String token = acknowledged(stated);
        return Response.status(status)
                .entity(stated.entry())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(TOKEN_HEADER, token)
                .build();
    }

    /** Answers what follows from several states, once everybody else can know each of them. */
    Response reveal(Collection<Stated> states, Object answer) {
        String tokens = acknowledged(states);
        return Response.ok(answer)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(TOKEN_HEADER, tokens)
                .build();
    }

    private HttpProblem refusal(Outcome.Refused refused) {
        metrics.refused(refused.reason());
        if (refused.basis() != null) {
            String _ = acknowledged(refused.basis());
        }
        return switch (refused.reason()) {
            case Outcome.Refused.BEHIND_LOG -> Problem.later(503, refused.reason(), refused.detail());
            case "purpose_not_requested",
                    "idempotency_key_reused",
                    "notice_not_valid",
                    "purpose_not_in_notice",
                    "not_an_adult" -> Problem.refused(422, refused.reason(), refused.detail());
            case "invalid_field" -> Problem.invalidField(refused.detail());
            default -> conflict(refused);
        };
    }

    private static HttpProblem conflict(Outcome.Refused refused) {
        Instant retryAfter = refused.retryAfter();
        return retryAfter == null
                ? Problem.refused(409, refused.reason(), refused.detail())
                : Problem.refusedUntil(409, refused.reason(), refused.detail(), retryAfter);
    }

    /** Waits until the state may be revealed, and gives its consistency token. */
    public String acknowledged(Stated stated) {
        return acknowledged(List.of(stated));
    }

    /** Waits until all of them may be revealed, and gives their consistency tokens. */
    private String acknowledged(Collection<Stated> states) {
        try {
            return acknowledgement.await(states);
        } catch (TimeoutException | BarrierException e) {
            throw Problem.unavailable("Kafka has not committed this yet; ask again");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Outcome outcome(ConsentCommand command) {
        return decided(submit(command));
    }

    private CompletableFuture<Outcome> submit(ConsentCommand command) {
        return commands.submit(command.in(traces.current()));
    }

    private Outcome decided(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.get(config.publishTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            outcome.cancel(false);
            throw Problem.unavailable("this could not be stored in time; repeat it with the same idempotency key");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static HttpProblem interrupted() {
        Thread.currentThread().interrupt();
        return Problem.unavailable("shutting down");
    }
}
