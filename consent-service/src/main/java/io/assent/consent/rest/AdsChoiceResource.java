package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.ConsentReader;
import io.assent.consent.store.Entry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

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
    @APIResponseSchema(Entry.OfAds.class)
    public Response current(@PathParam("user") @Pattern(regexp = Ids.PERSON) String user) {
        caller.mustBePerson(user);
        return answers.reveal(reader.adsChoice(user), 200);
    }

    /**
     * Answered only when no feed can rely on the former choice any more. Personalised is refused ({@code minor}, 409) for whom
     * the messenger says to be a minor.
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(Entry.OfAds.class)
    public Response choose(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @BeanParam @Valid Intent intent,
            @NotNull @Valid Choice choice) {
        caller.mustBePerson(user);
        AdsChoice wanted = AdsChoice.of(choice.choice())
                .orElseThrow(() -> Problem.invalidField("choice is none, contextual or personalised"));
        return answers.execute(intent.byPerson(user, new ConsentAction.OnAds(wanted), time));
    }
}
