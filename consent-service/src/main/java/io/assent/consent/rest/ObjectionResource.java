package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.ConsentCommand;
import io.assent.consent.store.ConsentReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/** The objection to direct marketing (GDPR, Article 21): no marketing of any company, and no ads. */
@Path("/v1/people/{user}/objection")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class ObjectionResource {
    private final Caller caller;
    private final Answers answers;
    private final ConsentReader reader;
    private final EventTime time;

    public ObjectionResource(Caller caller, Answers answers, ConsentReader reader, EventTime time) {
        this.caller = caller;
        this.answers = answers;
        this.reader = reader;
        this.time = time;
    }

    /**
     * Stops the marketing of each contact and chooses no ads, each recorded as if it were asked for alone. Answered, with all
     * contacts, when all of it holds. A second objection finds nothing left to stop; each call is judged anew, whatever its
     * idempotency key.
     */
    @POST
    public Response object(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user, @BeanParam @Valid Intent intent) {
        caller.mustBePerson(user);
        Intent anew = new Intent(null, intent.ceTime());
        List<ConsentCommand> commands = new ArrayList<>();
        for (String company : reader.companiesAllowedMarketing(user)) {
            ConsentAction stop = new ConsentAction.OnContact(company, new ContactCommand.StopMarketing());
            commands.add(anew.byPerson(user, stop, time));
        }
        commands.add(anew.byPerson(user, new ConsentAction.OnAds(AdsChoice.NONE), time));
        var _ = answers.executeAll(commands);
        return answers.reveal(reader.contacts(user), 200);
    }
}
