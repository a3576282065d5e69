package io.assent.consent.rest;

import io.assent.base.rest.Problem;
import io.assent.consent.contact.Purpose;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Purposes as the API names them. */
final class Purposes {
    private Purposes() {}

    static Set<Purpose> of(List<String> codes) {
        return codes.stream()
                .map(code -> Purpose.of(code).orElseThrow(() -> Problem.invalidField("purposes: unknown purpose")))
                .collect(Collectors.toSet());
    }
}
