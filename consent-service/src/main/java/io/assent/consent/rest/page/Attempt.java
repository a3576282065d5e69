package io.assent.consent.rest.page;

import io.assent.consent.contact.Purpose;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A decision that could not be confirmed, so that it can be sent once more as it was.
 *
 * @param place id of the card in the page
 * @param action where its form goes
 */
public record Attempt(String place, String action, List<Field> fields) {

    /** A hidden field of the form. */
    public record Field(String name, String value) {}

    static Attempt onContact(String company, String move, Set<Purpose> purposes, long version) {
        Stream<Field> chosen = purposes.stream().map(purpose -> new Field("purpose", purpose.code()));
        List<Field> fields = Stream.concat(chosen, Stream.of(new Field("version", Long.toString(version))))
                .toList();
        return new Attempt("contact-" + company, "/privacy/contacts/" + company + "/" + move, fields);
    }

    static Attempt onErasure() {
        return new Attempt("erasure", "/privacy/erasure", List.of(new Field("sure", "yes")));
    }

    static Attempt onAds(String choice) {
        return new Attempt("ads", "/privacy/ads-choice", List.of(new Field("choice", choice)));
    }
}
