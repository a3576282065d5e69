package io.assent.consent.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistoryCheckTest {
    private static final int SHARD = 7;
    private static final byte[] KEY = new byte[EntrySeal.KEY_BYTES];
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Property
    void whatWasWrittenVerifies(@ForAll @Size(max = 20) List<String> entries) {
        assertThat(verdict(chain(entries), chain(entries))).isEqualTo(new HistoryVerdict.Intact(entries.size(), 0));
    }

    @Property
    void whatWasErasedVerifiesByItsCommitments(
            @ForAll @Size(min = 1, max = 20) List<String> entries, @ForAll @IntRange(max = 1_000) int pick) {
        List<StoredEntry> stored = chain(entries);
        StoredEntry row = stored.get(pick % entries.size());
        List<StoredEntry> erased = with(stored, row, null, null, row.commitment(), null, row.hash(), row.recordedAt());

        assertThat(verdict(erased, stored)).isEqualTo(new HistoryVerdict.Intact(entries.size(), 1));
    }

    @Property
    void everyChangedColumnIsNamed(
            @ForAll @Size(min = 1, max = 20) List<String> entries, @ForAll @IntRange(max = 1_000) int pick) {
        List<StoredEntry> stored = chain(entries);
        StoredEntry row = stored.get(pick % entries.size());
        String person = row.person();
        String counterpart = row.counterpart();
        byte[] sealed = row.sealed();
        Instant later = row.recordedAt().plusNanos(1_000);

        List<List<StoredEntry>> forgeries = List.of(
                with(stored, row, "other", counterpart, row.commitment(), sealed, row.hash(), row.recordedAt()),
                with(stored, row, person, "other", row.commitment(), sealed, row.hash(), row.recordedAt()),
                with(stored, row, person, counterpart, flipped(row.commitment(), pick), sealed, row.hash(), NOON),
                with(stored, row, person, counterpart, row.commitment(), flipped(sealed, pick), row.hash(), NOON),
                with(stored, row, person, counterpart, row.commitment(), sealed, flipped(row.hash(), pick), NOON),
                with(stored, row, person, counterpart, row.commitment(), sealed, row.hash(), later),
                with(stored, row, null, counterpart, row.commitment(), sealed, row.hash(), NOON),
                with(stored, row, person, null, row.commitment(), sealed, row.hash(), NOON),
                with(stored, row, person, counterpart, row.commitment(), null, row.hash(), NOON),
                with(stored, row, null, null, flipped(row.commitment(), pick), null, row.hash(), NOON));

        assertThat(forgeries)
                .allSatisfy(forgery ->
                        assertThat(sequence(verdict(forgery, stored))).isEqualTo(row.sequence()));
    }

    @Property
    void aRemovedEntryIsNamed(
            @ForAll @Size(min = 1, max = 20) List<String> entries, @ForAll @IntRange(max = 1_000) int pick) {
        List<StoredEntry> stored = chain(entries);
        List<StoredEntry> cut = new ArrayList<>(stored);
        cut.remove(pick % entries.size());

        assertThat(verdict(cut, stored))
                .isEqualTo(new HistoryVerdict.Broken(
                        pick % entries.size(), 0, pick % entries.size() + 1, HistoryFault.ENTRY_MISSING));
    }

    @Test
    void anEntryThatIsAddedBehindTheHeadOrBeforeTheFirstIsNamed() {
        List<StoredEntry> three = chain(List.of("a", "b", "c"));
        List<StoredEntry> two = three.subList(0, 2);
        StoredEntry first = three.getFirst();
        List<StoredEntry> before = new ArrayList<>(three);
        before.addFirst(new StoredEntry(
                0, first.person(), first.counterpart(), first.commitment(), first.sealed(), first.hash(), NOON));

        assertThat(verdict(three, two)).isEqualTo(new HistoryVerdict.Broken(3, 0, 3, HistoryFault.ENTRY_ADDED));
        assertThat(verdict(before, three)).isEqualTo(new HistoryVerdict.Broken(0, 0, 0, HistoryFault.ENTRY_ADDED));
    }

    @Property
    void aChainThatWasWrittenAnewDoesNotFitTheHead(@ForAll @Size(min = 1, max = 20) List<String> entries) {
        List<String> others = new ArrayList<>(entries);
        Collections.reverse(others);
        others.add("one more");

        assertThat(verdict(chain(others), chain(entries))).isInstanceOf(HistoryVerdict.Broken.class);
    }

    @Test
    void aHistoryThatWasWrittenAnewWithItsHeadDoesNotFitTheCheckpoint() {
        List<StoredEntry> signed = chain(List.of("a", "b", "c"));
        List<StoredEntry> rewritten = chain(List.of("a", "x", "c", "d"));
        var checkpointed = new HistoryCheck.Checkpointed(3, signed.getLast().hash());

        assertThat(verdict(rewritten, rewritten, checkpointed))
                .isEqualTo(new HistoryVerdict.Broken(2, 0, 3, HistoryFault.CHECKPOINT_MISMATCH));
        assertThat(verdict(signed.subList(0, 2), signed.subList(0, 2), checkpointed))
                .isEqualTo(new HistoryVerdict.Broken(2, 0, 3, HistoryFault.ENTRY_MISSING));
    }

    @Test
    void whoseKeyIsGoneWithoutAnErasureIsNamed() {
        List<StoredEntry> stored = chain(List.of("a"));
        HistoryCheck check = new HistoryCheck(SHARD, HistoryCheckTest::claim, null);
        check.next(stored.getFirst(), null);

        assertThat(check.end(1, stored.getFirst().hash()))
                .isEqualTo(new HistoryVerdict.Broken(0, 0, 1, HistoryFault.KEY_MISSING));
    }

    /** The entry of these histories: sequence and text; everybody is one person with one company. */
    private static EntryClaim claim(String entry) {
        return new EntryClaim(Long.parseLong(entry.substring(0, entry.indexOf(':'))), "person", "company", NOON);
    }

    private static List<StoredEntry> chain(List<String> entries) {
        List<StoredEntry> stored = new ArrayList<>();
        byte[] hash = HistoryChain.start();
        for (String text : entries) {
            long sequence = stored.size() + 1L;
            SaltedEntry entry = new SaltedEntry(new byte[SaltedEntry.SALT_BYTES], sequence + ":" + text);
            byte[] sealed = EntrySeal.seal(KEY, new byte[EntrySeal.NONCE_BYTES], SHARD, sequence, entry);
            hash = HistoryChain.next(hash, sequence, entry.commitment());
            stored.add(new StoredEntry(sequence, "person", "company", entry.commitment(), sealed, hash, NOON));
        }
        return stored;
    }

    private static List<StoredEntry> with(
            List<StoredEntry> stored,
            StoredEntry row,
            String person,
            String counterpart,
            byte[] commitment,
            byte[] sealed,
            byte[] hash,
            Instant recordedAt) {
        List<StoredEntry> forged = new ArrayList<>(stored);
        forged.set(
                stored.indexOf(row),
                new StoredEntry(row.sequence(), person, counterpart, commitment, sealed, hash, recordedAt));
        return forged;
    }

    private static byte[] flipped(byte[] bytes, int pick) {
        byte[] flipped = bytes.clone();
        flipped[pick % bytes.length] ^= (byte) (1 << pick % 8);
        return flipped;
    }

    private static long sequence(HistoryVerdict verdict) {
        return verdict instanceof HistoryVerdict.Broken broken ? broken.sequence() : -1;
    }

    private static HistoryVerdict verdict(List<StoredEntry> found, List<StoredEntry> written) {
        return verdict(found, written, null);
    }

    /** Checks what is found against the head that was written. */
    private static HistoryVerdict verdict(
            List<StoredEntry> found, List<StoredEntry> written, HistoryCheck.Checkpointed checkpointed) {
        HistoryCheck check = new HistoryCheck(SHARD, HistoryCheckTest::claim, checkpointed);
        found.forEach(row -> check.next(row, KEY));
        return check.end(
                written.size(),
                written.isEmpty() ? HistoryChain.start() : written.getLast().hash());
    }
}
