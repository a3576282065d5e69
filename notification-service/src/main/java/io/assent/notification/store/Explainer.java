package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.notification.dispatch.Circumstances;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.dispatch.DispatchGate;
import io.assent.notification.dispatch.DispatchRequest;
import io.assent.notification.dispatch.Suppression;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the gate would decide of a request now. It asks what the gate asks, behind a barrier of its own, and counts nothing. */
@Singleton
public class Explainer {
    private final Database database;
    private final ConsentBarrier barrier;
    private final RecipientStore recipients;
    private final FairUseStore fairUse;
    private final QuietHoursStore quietHours;
    private final EventTime time;

    public Explainer(
            Database database,
            ConsentBarrier barrier,
            RecipientStore recipients,
            FairUseStore fairUse,
            QuietHoursStore quietHours,
            EventTime time) {
        this.database = database;
        this.barrier = barrier;
        this.recipients = recipients;
        this.fairUse = fairUse;
        this.quietHours = quietHours;
        this.time = time;
    }

    /**
     * The answer.
     *
     * @param decision send, schedule or suppress
     * @param reason why it is suppressed, and what that means
     * @param retryAfter from when on a limit leaves room again
     * @param dueAt when a scheduled message is handed over
     * @param windowUntil until when the company may chat with this person
     */
    public record Explanation(
            String decision,
            @Nullable String reason,
            @Nullable String meaning,
            @Nullable Boolean retriable,
            @Nullable Instant retryAfter,
            @Nullable Instant dueAt,
            @Nullable Instant windowUntil) {}

    /** @throws io.assent.exactlyonce.BarrierException when the consent log cannot be followed now */
    public Explanation explain(Intake question) {
        Map<Integer, Long> passed = barrier.pass(List.of(question.user()));
        return database.transact(connection -> {
            barrier.hold(connection, passed);
            return explain(connection, question);
        });
    }

    private Explanation explain(Connection connection, Intake question) throws SQLException {
        Instant dueAt = quietHours.dueTimes(connection, List.of(question)).get(question.messageId());
        Candidate candidate = question.candidate(dueAt, time.ofDecision(question.now()));
        RecipientStore.Recipient recipient =
                recipients.recipients(connection, List.of(question)).getFirst();
        Circumstances circumstances = fairUse.read(
                        connection, List.of(candidate), fairUse.standings(connection, Set.of(question.company())))
                .of(candidate);
        Decision decision = DispatchGate.decide(
                new DispatchRequest(question.category(), recipient.country() != null, question.expiresAt(dueAt)),
                recipient.permission(),
                circumstances,
                candidate.now());
        Instant window = circumstances.windowUntil();
        Instant open = window != null && window.isAfter(candidate.now()) ? window : null;
        return switch (decision) {
            case Decision.Suppress(Suppression reason, Instant retryAfter) ->
                new Explanation(
                        "suppress", reason.code(), reason.meaning(), reason.retriable(), retryAfter, null, open);
            case Decision.Send _, Decision.Expire _ ->
                new Explanation(dueAt == null ? "send" : "schedule", null, null, null, null, dueAt, open);
        };
    }
}
