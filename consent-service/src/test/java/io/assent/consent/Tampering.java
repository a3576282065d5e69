package io.assent.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes of the history that nobody may make. Each tells the first entry of each shard that is then not as it was. */
final class Tampering {
    private static final String AT = " where shard = ? and sequence = ?";
    private static final List<String> CONTENT =
            List.of("person", "counterpart", "commitment", "sealed", "hash", "recorded_at");

    private Tampering() {}

    record Place(int shard, long sequence) {}

    enum Kind {
        PERSON_CHANGED,
        COUNTERPART_CHANGED,
        COMMITMENT_CHANGED,
        SEALED_CHANGED,
        HASH_CHANGED,
        TIME_CHANGED,
        COLUMN_EMPTIED,
        ROW_DROPPED,
        ROWS_SWAPPED,
        COLUMN_SWAPPED,
        ROW_ADDED_AT_THE_END,
        ROW_ADDED_AT_THE_BEGINNING,
        ROW_RENUMBERED,
        ROW_MOVED_TO_ANOTHER_SHARD
    }

    static List<Place> places(String person) {
        int shard = Log.partition(person);
        String sequences =
                Database.value("select string_agg(sequence::text, ',') from history where person = ?", person);
        return Arrays.stream(sequences.split(","))
                .map(sequence -> new Place(shard, Long.parseLong(sequence)))
                .toList();
    }

    static Map<Integer, Long> apply(Kind kind, Place place, Random random) {
        return switch (kind) {
            case PERSON_CHANGED ->
                set("person = (select min(person) from history as other where other.person <> history.person)", place);
            case COUNTERPART_CHANGED -> set("counterpart = counterpart || 'x'", place);
            case COMMITMENT_CHANGED -> set(flipped("commitment", random), place);
            case SEALED_CHANGED -> set(flipped("sealed", random), place);
            case HASH_CHANGED -> set(flipped("hash", random), place);
            case TIME_CHANGED -> set("recorded_at = recorded_at + interval '1 microsecond'", place);
            case COLUMN_EMPTIED ->
                set(List.of("person", "counterpart", "sealed").get(random.nextInt(3)) + " = null", place);
            case ROW_DROPPED -> {
                change("delete from history" + AT, place);
                yield Map.of(place.shard(), place.sequence());
            }
            case ROWS_SWAPPED -> swap(place, CONTENT);
            case COLUMN_SWAPPED ->
                swap(place, List.of(List.of("commitment", "sealed", "hash").get(random.nextInt(3))));
            case ROW_ADDED_AT_THE_END -> add(place, head(place.shard()) + 1);
            case ROW_ADDED_AT_THE_BEGINNING -> add(place, -random.nextInt(3));
            case ROW_RENUMBERED -> set("sequence = " + (head(place.shard()) + 7), place);
            case ROW_MOVED_TO_ANOTHER_SHARD -> move(place);
        };
    }

    private static String flipped(String column, Random random) {
        int bit = random.nextInt(32 * 8);
        return column + " = set_bit(" + column + ", " + bit + ", 1 - get_bit(" + column + ", " + bit + "))";
    }

    private static Map<Integer, Long> set(String assignment, Place place) {
        change("update history set " + assignment + AT, place);
        return Map.of(place.shard(), place.sequence());
    }

    /** With the entry before or after: of the same person or not, but of the same shard. */
    private static Map<Integer, Long> swap(Place place, List<String> columns) {
        long other = place.sequence() == 1 ? 2 : place.sequence() - 1;
        String names = String.join(", ", columns);
        String others = String.join(
                ", ", columns.stream().map(column -> "other." + column).toList());
        Database.execute(
                "update history set (" + names + ") = (select " + others
                        + " from kept as other where other.shard = history.shard"
                        + " and other.sequence = ? - history.sequence) where shard = ? and sequence in (?, ?)",
                place.sequence() + other,
                place.shard(),
                place.sequence(),
                other);
        return Map.of(place.shard(), Math.min(place.sequence(), other));
    }

    private static Map<Integer, Long> add(Place copied, long sequence) {
        change(
                "insert into history select shard, " + sequence + ", " + String.join(", ", CONTENT) + " from history"
                        + AT,
                copied);
        return Map.of(copied.shard(), sequence);
    }

    private static Map<Integer, Long> move(Place place) {
        int target = (place.shard() + 1) % Log.PARTITIONS;
        long added = head(target) + 1;
        change("update history set shard = " + target + ", sequence = " + added + AT, place);
        return Map.of(place.shard(), place.sequence(), target, added);
    }

    private static long head(int shard) {
        return Long.parseLong(Database.value("select sequence from shard where shard = ?", shard));
    }

    private static void change(String sql, Place place) {
        if (Database.execute(sql, place.shard(), place.sequence()) != 1) {
            throw new IllegalStateException("nothing was changed");
        }
    }
}
