package io.assent.notification.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The marketing messages that a person was let have within the last day, of all companies. */
public final class MarketingHistory {
    private final List<Sent> sent;
    private boolean changed;

    /** One of them. */
    public record Sent(String company, Instant at) {}

    public MarketingHistory(List<Sent> sent) {
        this.sent = new ArrayList<>(sent);
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Whether one was added since. */
    public boolean isChanged() {
        return changed;
    }

    /** Counts one more, and forgets what no limit asks for any more. */
    public void add(String company, Instant now) {
        sent.removeIf(each -> !within(each, now));
        sent.add(new Sent(company, now));
        changed = true;
    }

    /** Until when the person has had enough of all companies; null when they have not. */
    public @Nullable Instant personCapUntil(FairUse limits, Instant now) {
        return until(_ -> true, limits.marketingToPerson(), now);
    }

    /** Until when the person has had enough of this company; null when they have not. */
    public @Nullable Instant pairCapUntil(String company, FairUse limits, Instant now) {
        return until(each -> each.company().equals(company), limits.marketingFromCompany(), now);
    }

    /** The day rolls: there is room again when the message that fills the last place is a day old. */
    private @Nullable Instant until(Predicate<Sent> counted, int cap, Instant now) {
        List<Instant> times = sent.stream()
                .filter(counted)
                .filter(each -> within(each, now))
                .map(Sent::at)
                .sorted()
                .toList();
        return times.size() < cap ? null : (cap == 0 ? now : times.get(times.size() - cap)).plus(FairUse.DAY);
    }

    private static boolean within(Sent sent, Instant now) {
        return Duration.between(sent.at(), now).compareTo(FairUse.DAY) < 0;
    }
}
