package io.assent.consent.store;

import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.ContactCommand;

/** The two things that consent is given to. */
public sealed interface ConsentAction {
    record OnContact(String company, ContactCommand command) implements ConsentAction {}

    record OnAds(AdsChoice choice) implements ConsentAction {}

    /** The company, or {@code ads}: with the person it is the key of the state. */
    default String counterpart() {
        return switch (this) {
            case OnContact contact -> contact.company();
            case OnAds _ -> StateKey.ADS;
        };
    }
}
