package io.assent.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateCardTest {
    private static final RateCard CARD = new RateCard(List.of(
            rate("2025-01-01", "DE", "utility", 45_000),
            rate("2025-01-01", "*", "utility", 9_000),
            rate("2025-01-01", "*", "chat", 0),
            rate("2026-04-01", "DE", "utility", 44_000),
            rate("2026-04-01", "*", "utility", 9_500)));

    @ParameterizedTest
    @CsvSource({
        "2025-01-01T00:00:00Z, DE, utility, 45000",
        "2026-03-31T23:59:59Z, DE, utility, 45000",
        "2026-04-01T00:00:00Z, DE, utility, 44000",
        "2025-06-01T00:00:00Z, FR, utility,  9000",
        "2025-06-01T00:00:00Z,   , utility,  9000",
        "2025-06-01T00:00:00Z, DE, chat,        0",
    })
    void takesTheCardOfTheDayAndTheMarketBeforeTheRest(Instant at, String market, String category, long expected) {
        Rating rating = CARD.rate(new Usage("e", "shop", category, market, at, null));

        assertThat(rating)
                .isInstanceOfSatisfying(
                        Rating.Rated.class,
                        rated -> assertThat(rated.amountMicros()).isEqualTo(expected));
    }

    @Test
    void whatNoCardKnowsIsUnrated() {
        Instant today = Instant.parse("2026-05-01T00:00:00Z");
        Instant early = Instant.parse("2024-12-31T23:59:59Z");

        assertThat(CARD.rate(new Usage("e", "shop", "chat", "DE", today, null)))
                .isEqualTo(new Rating.Unrated("no_rate"));
        assertThat(CARD.rate(new Usage("e", "shop", "utility", "DE", early, null)))
                .isEqualTo(new Rating.Unrated("no_rate"));
    }

    @Test
    void anImpressionCostsWhatItSays() {
        Usage view = new Usage("i", "shop", "ad", "DE", Instant.EPOCH, new Usage.Price(7_000, "EUR"));

        assertThat(CARD.rate(view)).isEqualTo(new Rating.Rated("DE", 7_000, "EUR", "ad-impression"));
    }

    @Test
    void twoRatesForTheSameAreRefused() {
        Rate rate = rate("2025-01-01", "DE", "utility", 1);

        assertThatThrownBy(() -> new RateCard(List.of(rate, rate))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Rate rate(String from, String market, String category, long micros) {
        return new Rate(LocalDate.parse(from), market, category, micros, "EUR", category + "-" + market);
    }
}
