package io.assent.ad.rest;

import io.assent.ad.memory.BudgetLeases;
import io.assent.ad.store.ViewStore;
import io.assent.ad.token.ImpressionToken;
import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.exactlyonce.Relay;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports which ads of a feed were really viewed. Only these are charged, and each once. */
@Path("/v1/people/{user}/views")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class ViewResource {
    private final Caller caller;
    private final TokenCheck tokens;
    private final ViewStore store;
    private final BudgetLeases budgets;
    private final Relay relay;
    private final EventTime time;
    private final MeterRegistry meters;

    public ViewResource(
            Caller caller,
            TokenCheck tokens,
            ViewStore store,
            BudgetLeases budgets,
            Relay relay,
            EventTime time,
            MeterRegistry meters) {
        this.caller = caller;
        this.tokens = tokens;
        this.store = store;
        this.budgets = budgets;
        this.relay = relay;
        this.time = time;
        this.meters = meters;
    }

    /** One report a feed: the tokens of the ads that were viewable long enough, possibly none. */
    public record Views(
            @NotNull @Pattern(regexp = Ids.FEED) String feed,
            @NotNull @Size(max = 100) List<@NotNull String> tokens) {}

    /** In the order of the tokens; duplicate when this feed was reported before. */
    public record Report(List<Result> results, boolean duplicate) {}

    /** result is charged, duplicate, token_invalid, token_expired, consent_withdrawn or budget_exhausted. */
    public record Result(@Nullable String impressionId, String result) {}

    @POST
    public Report report(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @NotNull @Valid Views views) {
        caller.mustBePerson(user);
        Instant now = time.ofCall(ceTime);
        if (!views.tokens().isEmpty()) {
            tokens.mustKnowChoices();
        }
        Map<String, ImpressionToken> chargeable = new LinkedHashMap<>();
        List<Result> results = new ArrayList<>();
        for (String signed : views.tokens()) {
            ImpressionToken token = tokens.read(signed, user)
                    .filter(each -> each.feed().equals(views.feed()))
                    .orElse(null);
            String refusal = token == null ? "token_invalid" : tokens.refusal(token, now);
            if (token != null && refusal == null) {
                chargeable.put(token.impressionId(), token);
            }
            results.add(new Result(token == null ? null : token.impressionId(), refusal == null ? "" : refusal));
        }
        ViewStore.Result stored = store.record(user, views.feed(), List.copyOf(chargeable.values()), now);
        relay.wake();
        settle(Feeds.look(user, views.feed()), stored, chargeable);
        results.replaceAll(result -> result.result().isEmpty() ? charged(result, stored) : result);
        return new Report(results, stored.duplicate());
    }

    private void settle(String look, ViewStore.Result stored, Map<String, ImpressionToken> reported) {
        budgets.settle(
                look,
                reported.values().stream()
                        .filter(token -> stored.outcomes().get(token.impressionId()) == ViewStore.Outcome.CHARGED)
                        .map(ImpressionToken::slot)
                        .collect(Collectors.toSet()));
        stored.outcomes()
                .values()
                .forEach(outcome -> meters.counter(
                                "assent.impressions", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                        .increment());
    }

    private static Result charged(Result result, ViewStore.Result stored) {
        ViewStore.Outcome outcome = stored.outcomes().getOrDefault(result.impressionId(), ViewStore.Outcome.DUPLICATE);
        return new Result(result.impressionId(), outcome.name().toLowerCase(Locale.ROOT));
    }
}
