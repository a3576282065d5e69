package io.assent.notification.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.assent.notification.NotificationConfig;
import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.CategoryRule;
import io.assent.notification.dispatch.CategoryRules;
import io.assent.notification.dispatch.FairUse;
import io.assent.notification.dispatch.FairUseRules;
import io.assent.notification.dispatch.QualityRule;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the dated rules at start; a file that cannot be read stops the service. */
@Singleton
public class RuleFiles {
    private final NotificationConfig config;

    public RuleFiles(NotificationConfig config) {
        this.config = config;
    }

    private record CategoryRow(
            @JsonProperty("effective_from") String effectiveFrom,
            @JsonProperty("category") String category,
            @JsonProperty("ttl_shortest_seconds") long ttlShortestSeconds,
            @JsonProperty("ttl_default_seconds") long ttlDefaultSeconds,
            @JsonProperty("ttl_longest_seconds") long ttlLongestSeconds,
            @JsonProperty("window") String window,
            @JsonProperty("template") String template) {
        CategoryRule rule() {
            return new CategoryRule(
                    LocalDate.parse(effectiveFrom),
                    Category.of(category).orElseThrow(() -> new IllegalArgumentException("category " + category)),
                    Duration.ofSeconds(ttlShortestSeconds),
                    Duration.ofSeconds(ttlDefaultSeconds),
                    Duration.ofSeconds(ttlLongestSeconds),
                    oneOf(window, "no", "yes"),
                    oneOf(template, "optional", "required"));
        }
    }

    private record FairUseRow(
            @JsonProperty("effective_from") String effectiveFrom,
            @JsonProperty("chat_window_hours") long chatWindowHours,
            @JsonProperty("ad_click_window_hours") long adClickWindowHours,
            @JsonProperty("marketing_to_person_a_day") int marketingToPersonADay,
            @JsonProperty("marketing_from_company_a_day") int marketingFromCompanyADay,
            @JsonProperty("recipient_tiers") String recipientTiers,
            @JsonProperty("first_tier") int firstTier,
            @JsonProperty("quality_days") int qualityDays,
            @JsonProperty("quality_least") int qualityLeast,
            @JsonProperty("yellow_per_mille") int yellowPerMille,
            @JsonProperty("red_per_mille") int redPerMille,
            @JsonProperty("pause_hours") String pauseHours) {
        FairUse limits() {
            return new FairUse(
                    LocalDate.parse(effectiveFrom),
                    Duration.ofHours(chatWindowHours),
                    Duration.ofHours(adClickWindowHours),
                    marketingToPersonADay,
                    marketingFromCompanyADay,
                    numbers(recipientTiers).toList(),
                    firstTier,
                    new QualityRule(
                            qualityDays,
                            qualityLeast,
                            yellowPerMille,
                            redPerMille,
                            numbers(pauseHours).map(Duration::ofHours).toList()));
        }
    }

    @Produces
    @Singleton
    CategoryRules categories() {
        return categories(config.categories());
    }

    @Produces
    @Singleton
    FairUseRules fairUse() {
        return fairUse(config.fairUse());
    }

    /** The rules that the service brings. */
    public static CategoryRules ownCategories() {
        return categories(Optional.empty());
    }

    /** The limits that the service brings. */
    public static FairUseRules ownFairUse() {
        return fairUse(Optional.empty());
    }

    private static CategoryRules categories(Optional<String> path) {
        return new CategoryRules(read(path, "/categories.csv", CategoryRow.class)
                .map(CategoryRow::rule)
                .toList());
    }

    private static FairUseRules fairUse(Optional<String> path) {
        return new FairUseRules(read(path, "/fair-use.csv", FairUseRow.class)
                .map(FairUseRow::limits)
                .toList());
    }

    private static <T> Stream<T> read(Optional<String> path, String own, Class<T> row) {
        try (InputStream file = open(path, own);
                MappingIterator<T> rows = new CsvMapper()
                        .readerFor(row)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(file)) {
            List<T> all = rows.readAll();
            return all.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(path.orElse(own) + " cannot be read", e);
        }
    }

    private static InputStream open(Optional<String> path, String own) throws IOException {
        return path.isPresent()
                ? Files.newInputStream(Path.of(path.get()))
                : Objects.requireNonNull(RuleFiles.class.getResourceAsStream(own), own);
    }

    private static boolean oneOf(String value, String no, String yes) {
        if (!value.equals(no) && !value.equals(yes)) {
            throw new IllegalArgumentException("%s is neither %s nor %s".formatted(value, no, yes));
        }
        return value.equals(yes);
    }

    private static Stream<Integer> numbers(String list) {
        return Stream.of(list.split(" ")).map(Integer::valueOf);
    }
}
