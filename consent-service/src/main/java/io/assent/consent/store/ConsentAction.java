package io.assent.consent.store;

import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.ContactCommand;
import java.util.OptionalLong;

/** The two things that consent is given to. */
public sealed interface ConsentAction {
    /** @param shownVersion of the contact that the person saw and answered; the command counts for no other */
    record OnContact(String company, ContactCommand command, OptionalLong shownVersion) implements ConsentAction {
        /** Counts for the contact as it is. */
        public OnContact(String company, ContactCommand command) {
            this(company, command, OptionalLong.empty());
        }

        boolean isOutdatedAt(long version) {
            return shownVersion.isPresent() && shownVersion.getAsLong() != version;
        }
    }

    record OnAds(AdsChoice choice) implements ConsentAction {}

    /** The company, or {@code ads}: with the person it is the key of the state. */
    default String counterpart() {
        return switch (this) {
            case OnContact contact -> contact.company();
            case OnAds _ -> StateKey.ADS;
        };
    }
}
