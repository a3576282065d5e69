package io.assent.local.cli;

import io.assent.local.day.Day;
import io.assent.local.day.DayLine;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** The person whose privacy page has the most to show. */
final class Protagonist {
    /** Of the committed day as well; the page is empty until somebody asks them. */
    static final String WITHOUT_A_DAY = "p-0001";

    private Protagonist() {}

    /** Who was asked by the most companies; the first of them by id. */
    static String of(Day day) {
        Map<String, Long> companies = day.lines().stream()
                .filter(line -> line.kind().equals("ContactRequest"))
                .collect(Collectors.groupingBy(
                        line -> line.text("user"),
                        Collectors.collectingAndThen(
                                Collectors.mapping(Protagonist::company, Collectors.toSet()),
                                asking -> (long) asking.size())));
        return companies.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(WITHOUT_A_DAY);
    }

    private static String company(DayLine line) {
        return line.text("company");
    }
}
