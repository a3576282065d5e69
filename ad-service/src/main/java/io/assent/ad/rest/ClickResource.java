package io.assent.ad.rest;

import io.assent.ad.store.ClickStore;
import io.assent.ad.token.ImpressionToken;
import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.exactlyonce.Relay;
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
import org.jspecify.annotations.Nullable;

/** Reports that a person followed an ad to its company, which may then chat with them for a while, if they allow it to. */
@Path("/v1/people/{user}/clicks")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class ClickResource {
    private static final int LONGEST_TOKEN = 1_024;

    private final Caller caller;
    private final TokenCheck tokens;
    private final ClickStore store;
    private final Relay relay;
    private final EventTime time;

    public ClickResource(Caller caller, TokenCheck tokens, ClickStore store, Relay relay, EventTime time) {
        this.caller = caller;
        this.tokens = tokens;
        this.store = store;
        this.relay = relay;
        this.time = time;
    }

    /** The token that the feed gave with the ad. */
    public record Click(@NotNull @Size(max = LONGEST_TOKEN) String token) {}

    /** result is recorded, or duplicate when this ad's click was reported before. */
    public record Report(String impressionId, String company, String result) {}

    /** Refused with 422 {@code token_invalid}, {@code token_expired} or {@code consent_withdrawn}. */
    @POST
    public Report report(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @NotNull @Valid Click click) {
        caller.mustBePerson(user);
        Instant now = time.ofCall(ceTime);
        tokens.mustKnowChoices();
        ImpressionToken token = tokens.read(click.token(), user)
                .orElseThrow(() -> Problem.refused(422, "token_invalid", "this token was not given to this person"));
        String refusal = tokens.refusal(token, now);
        if (refusal != null) {
            throw Problem.refused(422, refusal, "this ad leads nowhere any more");
        }
        boolean recorded = store.record(token, now);
        relay.wake();
        return new Report(token.impressionId(), token.company(), recorded ? "recorded" : "duplicate");
    }
}
