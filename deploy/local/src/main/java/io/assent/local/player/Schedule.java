package io.assent.local.player;

import io.assent.local.day.DayLine;
import io.assent.local.day.DayTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Lets lines run side by side where nobody could tell the difference. Each line reads and writes some things (a person, an
 * author's posts); it starts when all lines before it that wrote what it reads, or touched what it writes, have their
 * outcome, and a view when budgets allow it.
 */
final class Schedule {
    /** What companies, notices and campaigns are set up in; every line reads it, so their set-up is a fence. */
    private static final String WORLD = "world";

    private static final class Thing {
        CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
        final List<CompletableFuture<Void>> readSince = new ArrayList<>();
    }

    private final Map<String, Thing> things = new HashMap<>();
    private final Map<String, Set<String>> contacts = new HashMap<>();
    private final BudgetTurns budgets;

    Schedule(BudgetTurns budgets) {
        this.budgets = budgets;
    }

    /** Call in play order. The line may start when the answer is complete; {@code done} must complete with its outcome. */
    CompletableFuture<Void> enter(DayLine line, CompletableFuture<Void> done) {
        Set<String> writes = writes(line);
        List<CompletableFuture<Void>> before = new ArrayList<>();
        for (String name : writes) {
            Thing thing = thing(name);
            before.add(thing.written);
            before.addAll(thing.readSince);
            thing.written = done;
            thing.readSince.clear();
        }
        for (String name : reads(line)) {
            if (!writes.contains(name)) {
                Thing thing = thing(name);
                before.add(thing.written);
                thing.readSince.add(done);
            }
        }
        CompletableFuture<Void> ready = CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
        return line.type().equals(DayTypes.STATUS_VIEWED) ? budgets.enter(line.time(), ready, done) : ready;
    }

    private Set<String> writes(DayLine line) {
        return switch (line.type()) {
            case DayTypes.COMPANY_ONBOARDING, DayTypes.NOTICE_PUBLICATION, DayTypes.CAMPAIGN_BOOKING -> Set.of(WORLD);
            case DayTypes.STATUS_POSTED -> Set.of("posts of " + line.text("author"));
            case DayTypes.STATUS_VIEWED -> Set.of("person " + line.text("viewer"));
            default -> Set.of("person " + line.text("user"));
        };
    }

    private Set<String> reads(DayLine line) {
        Set<String> reads = new HashSet<>(Set.of(WORLD));
        if (line.type().equals(DayTypes.PERSON_CHANGED)) {
            var known = contacts.computeIfAbsent(line.text("user"), absent -> new HashSet<>());
            line.data().path("contacts").forEach(contact -> known.add("posts of " + contact.asText()));
        } else if (line.type().equals(DayTypes.STATUS_VIEWED)) {
            reads.addAll(contacts.getOrDefault(line.text("viewer"), Set.of()));
        }
        return reads;
    }

    private Thing thing(String name) {
        return things.computeIfAbsent(name, absent -> new Thing());
    }
}
