package io.assent.notification.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The limits by the day from which they hold. */
public final class FairUseRules {
    private final TreeMap<LocalDate, FairUse> dated = new TreeMap<>();

    public FairUseRules(Collection<FairUse> limits) {
        for (FairUse each : limits) {
            if (dated.put(each.effectiveFrom(), each) != null) {
                throw new IllegalArgumentException("two sets of limits from " + each.effectiveFrom());
            }
        }
    }

    public FairUse at(Instant time) {
        Map.Entry<LocalDate, FairUse> limits =
                dated.floorEntry(time.atZone(ZoneOffset.UTC).toLocalDate());
        return limits == null ? FairUse.unlimited() : limits.getValue();
    }

    public List<FairUse> all() {
        return List.copyOf(dated.values());
    }
}
