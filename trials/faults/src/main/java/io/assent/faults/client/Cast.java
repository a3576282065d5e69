package io.assent.faults.client;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who takes part in a run. Half of the people always agree, so that one can see whether everything flows; the others change
 * their mind all the time.
 */
record Cast(List<Company> companies, List<Person> steady, List<Person> changing) {
    private static final int STEADY = 6;
    private static final int CHANGING = 6;

    static Cast of(Scene scene) {
        return new Cast(
                Stream.of("faults-a", "faults-b")
                        .map(id -> new Company(scene, id))
                        .toList(),
                people(scene, "s", STEADY),
                people(scene, "c", CHANGING));
    }

    private static List<Person> people(Scene scene, String kind, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new Person(scene, scene.prefix + "-" + kind + n))
                .toList();
    }

    List<Person> everybody() {
        return Stream.concat(steady.stream(), changing.stream()).toList();
    }
}
