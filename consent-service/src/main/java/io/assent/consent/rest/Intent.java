package io.assent.consent.rest;

import io.assent.base.EventTime;
import io.assent.consent.store.ConsentAction;
import io.assent.consent.store.ConsentCommand;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import org.jspecify.annotations.Nullable;

/**
 * How a change is asked for.
 *
 * @param key the same key and the same request get the same answer, for ever
 * @param ceTime the now of the action, in a replay
 */
public record Intent(
        @HeaderParam("Idempotency-Key") @Nullable @Size(min = 1, max = 128)
        String key,

        @HeaderParam("ce-time") @Nullable String ceTime) {

    ConsentCommand byPerson(String person, ConsentAction action, EventTime time) {
        return new ConsentCommand("person:" + person, person, action, key, time.ofCall(ceTime), null);
    }

    ConsentCommand byCompany(String company, String person, ConsentAction action, EventTime time) {
        return new ConsentCommand("company:" + company, person, action, key, time.ofCall(ceTime), null);
    }
}
