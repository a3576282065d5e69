package io.assent.local.oracle;

import static java.util.Comparator.comparing;

import java.util.List;

/** The rate card, read as data: {@code effective_from,market,category,price_micros,currency,rule_id}. */
public record Prices(List<String> rows) {

    /** In micros; a country without rows of its own pays as {@code *}. */
    long price(String country, String category, String day) {
        return rows.stream()
                .filter(row ->
                        row.contains("," + country + "," + category + ",") || row.contains(",*," + category + ","))
                .filter(row -> row.substring(0, 10).compareTo(day) <= 0)
                .max(comparing((String row) -> !row.contains(",*,")).thenComparing(row -> row))
                .map(row -> Long.parseLong(row.split(",")[3]))
                .orElseThrow();
    }
}
