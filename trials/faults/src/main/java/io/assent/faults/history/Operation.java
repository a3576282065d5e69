package io.assent.faults.history;

import java.util.List;
import java.util.Locale;

/**
 * One operation of one client.
 *
 * @param company empty when none is concerned
 * @param value what the kind says
 * @param invoked nanoseconds since the run began
 * @param completed likewise; of an operation without an answer the end of time
 */
public record Operation(
        Kind kind,
        String person,
        String company,
        String value,
        long invoked,
        long completed,
        Outcome outcome,
        List<String> results) {
    /** The completion of what was never answered. */
    public static final long NEVER = Long.MAX_VALUE;

    public Operation {
        results = List.copyOf(results);
    }

    public boolean is(Kind other) {
        return kind == other;
    }

    public boolean acknowledged() {
        return outcome == Outcome.OK;
    }

    /** It may have taken effect. */
    public boolean possible() {
        return outcome != Outcome.FAIL;
    }

    public boolean concerns(String otherPerson, String otherCompany) {
        return person.equals(otherPerson) && company.equals(otherCompany);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%9.3f … %s  %-4s %s %s %s %s%s",
                invoked / 1e9,
                completed == NEVER ? "         " : String.format(Locale.ROOT, "%9.3f", completed / 1e9),
                outcome.name().toLowerCase(Locale.ROOT),
                kind.name().toLowerCase(Locale.ROOT),
                person,
                company,
                value,
                results.isEmpty() ? "" : " " + results);
    }
}
