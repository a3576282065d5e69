package io.assent.faults.client;

import io.assent.faults.history.Evidence;
import java.util.HashMap;
import java.util.Map;

/** What consent-service says in the end. */
public final class FinalStates {
    private final Cast cast;

    FinalStates(Cast cast) {
        this.cast = cast;
    }

    /** The states of contacts by {@code person|company}. */
    public Map<String, Evidence.Contact> contacts() throws InterruptedException {
        Map<String, Evidence.Contact> contacts = new HashMap<>();
        for (Person person : cast.everybody()) {
            for (Company company : cast.companies()) {
                person.contact(company)
                        .ifPresent(state -> contacts.put(
                                person.id() + "|" + company.id(),
                                new Evidence.Contact(
                                        state.path("state").asText(),
                                        state.path("blocked").asBoolean())));
            }
        }
        return contacts;
    }

    /** The ads choices by person. */
    public Map<String, String> choices() throws InterruptedException {
        Map<String, String> choices = new HashMap<>();
        for (Person person : cast.everybody()) {
            person.adsChoice()
                    .ifPresent(state ->
                            choices.put(person.id(), state.path("choice").asText()));
        }
        return choices;
    }
}
