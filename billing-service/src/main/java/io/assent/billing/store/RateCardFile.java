package io.assent.billing.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.assent.billing.BillingConfig;
import io.assent.billing.rating.Rate;
import io.assent.billing.rating.RateCard;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Reads the rate card at start; a card that cannot be read stops the service. */
@Singleton
public class RateCardFile {
    private final BillingConfig config;

    public RateCardFile(BillingConfig config) {
        this.config = config;
    }

    private record Row(
            @JsonProperty("effective_from") String effectiveFrom,
            @JsonProperty("market") String market,
            @JsonProperty("category") String category,
            @JsonProperty("price_micros") long priceMicros,
            @JsonProperty("currency") String currency,
            @JsonProperty("rule_id") String ruleId) {
        Rate rate() {
            return new Rate(LocalDate.parse(effectiveFrom), market, category, priceMicros, currency, ruleId);
        }
    }

    @Produces
    @Singleton
    RateCard rateCard() {
        try (InputStream file = open();
                MappingIterator<Row> rows = new CsvMapper()
                        .readerFor(Row.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(file)) {
            List<Row> all = rows.readAll();
            return new RateCard(all.stream().map(Row::rate).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the rate card cannot be read", e);
        }
    }

    private InputStream open() throws IOException {
        return config.rateCard().isPresent()
                ? Files.newInputStream(Path.of(config.rateCard().get()))
                : Objects.requireNonNull(getClass().getResourceAsStream("/rate-card.csv"), "rate-card.csv");
    }
}
