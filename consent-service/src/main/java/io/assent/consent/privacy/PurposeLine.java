package io.assent.consent.privacy;

import io.assent.consent.contact.Contact;
import io.assent.consent.contact.Purpose;
import java.util.Arrays;
import java.util.List;

/**
 * One purpose of a contact.
 *
 * @param asked in the company's last request, so that it can be allowed
 * @param allowed by the person
 * @param stopped by the person until further notice, and else allowed
 */
public record PurposeLine(Purpose purpose, boolean asked, boolean allowed, boolean stopped) {

    /** It was allowed before, and the new request leaves it out: an answer to that request ends it. */
    public boolean endsWithAnswer() {
        return allowed && !asked;
    }

    /** It can be stopped and resumed without being taken back. */
    public boolean stoppable() {
        return allowed && purpose == Purpose.MARKETING;
    }

    /** All that were asked for or are allowed, in the order of declaration. */
    static List<PurposeLine> of(Contact contact) {
        return Arrays.stream(Purpose.values())
                .map(purpose -> new PurposeLine(
                        purpose,
                        contact.ask().purposes().contains(purpose),
                        contact.granted().contains(purpose),
                        contact.stopped().contains(purpose)))
                .filter(line -> line.asked() || line.allowed() || line.stopped())
                .toList();
    }
}
