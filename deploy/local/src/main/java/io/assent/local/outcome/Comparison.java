package io.assent.local.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where what came out differs from what must, by id. */
public final class Comparison {
    private final List<String> differences = new ArrayList<>();

    public Comparison(DayOutcome expected, DayOutcome actual) {
        compare("message", expected.messages(), actual.messages());
        compare("refusal of", expected.refusals(), actual.refusals());
        compare("charge", expected.charges(), actual.charges());
        compare("feed", expected.feeds(), actual.feeds());
        compare("campaign", expected.campaigns(), actual.campaigns());
    }

    /** One sentence each; empty when all is as it must be. */
    public List<String> differences() {
        return List.copyOf(differences);
    }

    private <T> void compare(String what, Map<String, T> must, Map<String, T> is) {
        var ids = new TreeSet<>(must.keySet());
        ids.addAll(is.keySet());
        for (String id : ids) {
            if (!Objects.equals(must.get(id), is.get(id))) {
                differences.add(
                        "%s %s: must be <%s>, is <%s>".formatted(what, id, said(must.get(id)), said(is.get(id))));
            }
        }
    }

    private static Object said(@Nullable Object value) {
        return value == null ? "none" : value;
    }
}
