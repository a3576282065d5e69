package io.assent.local.oracle;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The rate card, read as data: {@code effective_from,market,category,price_micros,currency,rule_id}. */
public record Prices(List<String> rows) {

    /** In micros; a country without rows of its own pays as {@code *}. */
    long price(String country, String category, String day) {
        return Stream.of(country, "*")
                .flatMap(market -> rows.stream()
                        .filter(row -> row.contains("," + market + "," + category + ",") && row.compareTo(day) < 0
                                || row.startsWith(day + "," + market + "," + category + ","))
                        .max(Comparator.naturalOrder())
                        .stream())
                .map(row -> Long.parseLong(row.split(",")[3]))
                .findFirst()
                .orElseThrow();
    }
}
