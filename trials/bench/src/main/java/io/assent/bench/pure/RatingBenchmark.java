package io.assent.bench.pure;

import io.assent.billing.rating.Rate;
import io.assent.billing.rating.RateCard;
import io.assent.billing.rating.Rating;
import io.assent.billing.rating.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A price by the card of the usage's own day: two years of monthly cards, fifty markets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RatingBenchmark {
    private static final int MONTHS = 24;
    private static final int MARKETS = 50;

    private final RateCard card = new RateCard(rates());
    private final Usage ofAMarket = usage("M7");
    private final Usage ofAnyOther = usage("??");

    @Benchmark
    public Rating market() {
        return card.rate(ofAMarket);
    }

    @Benchmark
    public Rating anyOtherMarket() {
        return card.rate(ofAnyOther);
    }

    private static Usage usage(String market) {
        return new Usage("e-1", "shop", "utility", market, Instant.parse("2026-06-15T10:00:00Z"), null);
    }

    private static List<Rate> rates() {
        List<Rate> rates = new ArrayList<>();
        for (int month = 0; month < MONTHS; month++) {
            LocalDate from = LocalDate.of(2025, 1, 1).plusMonths(month);
            rates.add(new Rate(from, "*", "utility", 9_000, "EUR", "any-" + from));
            for (int market = 0; market < MARKETS; market++) {
                rates.add(new Rate(from, "M" + market, "utility", 1_000L + market, "EUR", market + "-" + from));
            }
        }
        return rates;
    }
}
