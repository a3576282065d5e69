package io.assent.local.day;

import java.util.List;

/** The lines of a day that can be played, in play order, and those that are refused by name. */
public record Day(List<DayLine> lines, List<BrokenLine> broken) {
    public Day {
        lines = List.copyOf(lines);
        broken = List.copyOf(broken);
    }
}
