package io.assent.notification.dispatch;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a company has reached in its current day, which begins with the first message after the former has ended. */
public final class Reach {
    private Instant since;
    private int people;
    private final Set<String> known;
    private final Set<String> added = new HashSet<>();

    /**
     * @param since when the day began
     * @param people who were reached in it
     * @param known those among the people of a batch who were
     */
    public Reach(Instant since, int people, Set<String> known) {
        this.since = since;
        this.people = people;
        this.known = new HashSet<>(known);
    }

    public Instant since() {
        return since;
    }

    public int people() {
        return people;
    }

    /** Who was reached for the first time since this was read. */
    public Set<String> added() {
        return Set.copyOf(added);
    }

    /** Until when the company may reach nobody else; null when it may reach this person. */
    public @Nullable Instant tierUntil(String person, int limit, Instant now) {
        boolean fits = isOver(now) || known.contains(person) || people < limit;
        return fits ? null : since.plus(FairUse.DAY);
    }

    public void add(String person, Instant now) {
        if (isOver(now)) {
            since = now;
            people = 0;
            known.clear();
            added.clear();
        }
        if (known.add(person)) {
            added.add(person);
            people++;
        }
    }

    private boolean isOver(Instant now) {
        return !now.isBefore(since.plus(FairUse.DAY));
    }
}
