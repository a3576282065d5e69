package io.assent.bench.pure;

import io.assent.ad.campaign.Campaign;
import io.assent.ad.campaign.CampaignIndex;
import io.assent.ad.campaign.Creative;
import io.assent.ad.campaign.CreativeKind;
import io.assent.ad.campaign.Targeting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The best campaign that suits a viewer's country, language and age, of so many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CampaignMatchBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final List<String> COUNTRIES = List.of("DE", "GB", "IN", "BR", "FR", "ES", "IT", "MX", "ID", "US");
    private static final List<String> LANGUAGES = List.of("de", "en", "hi", "pt", "fr", "es", "it");
    private static final List<String> AGES = List.of("18-24", "25-34", "35-44", "45-54", "55+");

    @Param({"100", "10000"})
    private int campaigns;

    private CampaignIndex index = CampaignIndex.EMPTY;

    @Setup
    public void book() {
        List<Campaign> booked = new ArrayList<>();
        for (int i = 0; i < campaigns; i++) {
            Targeting targeting = new Targeting(
                    Set.of(COUNTRIES.get(i % COUNTRIES.size())),
                    Set.of(LANGUAGES.get(i % LANGUAGES.size())),
                    Set.of(AGES.get(i % AGES.size())));
            booked.add(new Campaign(
                    "c-" + i,
                    "shop",
                    List.of(new Creative(CreativeKind.TEXT, "hello", null)),
                    targeting,
                    1_000_000_000,
                    1_000L * (1 + i % 97),
                    "EUR",
                    NOW.minusSeconds(60),
                    NOW.plusSeconds(60),
                    false));
        }
        index = new CampaignIndex(booked);
    }

    @Benchmark
    public @Nullable Campaign best() {
        for (Campaign campaign : index.in("DE")) {
            if (campaign.runsAt(NOW) && campaign.suitsContext("DE", "de") && campaign.suitsAge("18-24")) {
                return campaign;
            }
        }
        return null;
    }
}
