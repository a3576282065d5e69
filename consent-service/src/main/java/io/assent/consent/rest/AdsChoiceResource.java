package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.ConsentCommand;
import io.assent.consent.store.ConsentReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a person is shown ads: none (who never chose), contextual or personalised. */
@Path("/v1/people/{user}/ads-choice")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class AdsChoiceResource {
    private final Caller caller;
    private final Answers answers;
    private final ConsentReader reader;
    private final EventTime time;

    public AdsChoiceResource(Caller caller, Answers answers, ConsentReader reader, EventTime time) {
        this.caller = caller;
        this.answers = answers;
        this.reader = reader;
        this.time = time;
    }

    /** none, contextual or personalised. */
    public record Choice(@NotNull String choice) {}

    @GET
    public Response current(@PathParam("user") @Pattern(regexp = Ids.PERSON) String user) {
        caller.mustBePerson(user);
        return reader.state(user, "ads")
                .map(stated -> answers.reveal(stated, 200))
                .orElseGet(() -> Response.ok(Map.of("user", user, "choice", AdsChoice.NONE.code(), "version", 0))
                        .build());
    }

    @PUT
    public Response choose(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("ce-time") @Nullable String ceTime,
            @NotNull @Valid Choice choice) {
        caller.mustBePerson(user);
        AdsChoice wanted = AdsChoice.of(choice.choice())
                .orElseThrow(() -> Problem.invalidField("choice is none, contextual or personalised"));
        ConsentAction action = new ConsentAction.OnAds(wanted);
        return answers.execute(new ConsentCommand("person:" + user, user, action, key, time.ofCall(ceTime)), 200);
    }
}
