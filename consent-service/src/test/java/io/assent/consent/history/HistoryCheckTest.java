package io.assent.consent.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HistoryCheckTest {
    private record Stored(long sequence, String entry, byte[] hash) {}

    @Property
    void whatWasWrittenVerifies(@ForAll List<String> entries) {
        assertThat(verdict(chain(entries), chain(entries))).isEqualTo(new HistoryVerdict.Intact(entries.size()));
    }

    @Property
    void aChangedEntryIsNamed(
            @ForAll @Size(min = 1, max = 20) List<String> entries, @ForAll @IntRange(max = 1_000) int pick) {
        List<Stored> stored = chain(entries);
        int changed = pick % entries.size();
        Stored original = stored.get(changed);
        List<Stored> forged = new ArrayList<>(stored);
        forged.set(changed, new Stored(original.sequence(), original.entry() + "!", original.hash()));

        assertThat(verdict(forged, stored)).isEqualTo(new HistoryVerdict.BrokenAfter(changed));
    }

    @Property
    void aRemovedEntryIsNamed(
            @ForAll @Size(min = 1, max = 20) List<String> entries, @ForAll @IntRange(max = 1_000) int pick) {
        List<Stored> stored = chain(entries);
        List<Stored> cut = new ArrayList<>(stored);
        cut.remove(pick % entries.size());

        assertThat(verdict(cut, stored)).isEqualTo(new HistoryVerdict.BrokenAfter(pick % entries.size()));
    }

    @Property
    void aChainThatWasWrittenAnewDoesNotFitTheHead(@ForAll @Size(min = 1, max = 20) List<String> entries) {
        List<String> others = new ArrayList<>(entries);
        Collections.reverse(others);
        others.add("one more");

        assertThat(verdict(chain(others), chain(entries))).isInstanceOf(HistoryVerdict.BrokenAfter.class);
    }

    private static List<Stored> chain(List<String> entries) {
        List<Stored> stored = new ArrayList<>();
        byte[] hash = HistoryChain.start();
        for (String entry : entries) {
            hash = HistoryChain.next(hash, stored.size() + 1L, entry);
            stored.add(new Stored(stored.size() + 1L, entry, hash));
        }
        return stored;
    }

    /** Checks what is found against the head that was written. */
    private static HistoryVerdict verdict(List<Stored> found, List<Stored> written) {
        HistoryCheck check = new HistoryCheck();
        found.forEach(stored -> check.next(stored.sequence(), stored.entry(), stored.hash()));
        return check.end(
                written.size(),
                written.isEmpty() ? HistoryChain.start() : written.getLast().hash());
    }
}
