package io.assent.bench.pure;

import io.assent.ad.campaign.Campaign;
import io.assent.ad.campaign.CampaignIndex;
import io.assent.ad.campaign.Creative;
import io.assent.ad.campaign.CreativeKind;
import io.assent.ad.campaign.Targeting;
import io.assent.ad.feed.AdsChoice;
import io.assent.ad.feed.Eligibility;
import io.assent.ad.feed.Viewer;
import java.time.Instant;
import java.util.Iterator;
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
    private static final List<Set<String>> AGES = List.of(Set.of(), Set.of("adult"), Set.of("minor"));
    private static final Viewer VIEWER = new Viewer("DE", "de", "adult", Set.of());

    @Param({"100", "100000"})
    private int campaigns;

    private final CampaignIndex index = new CampaignIndex();

    @Setup
    public void book() {
        for (int i = 0; i < campaigns; i++) {
            Targeting targeting = new Targeting(
                    Set.of(COUNTRIES.get(i % COUNTRIES.size())),
                    Set.of(LANGUAGES.get(i % LANGUAGES.size())),
                    AGES.get(i % AGES.size()));
            index.put(new Campaign(
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
    }

    @Benchmark
    public @Nullable Campaign best() {
        Iterator<Campaign> offers = index.in("DE", "de");
        while (offers.hasNext()) {
            Campaign campaign = offers.next();
            if (Eligibility.isEligible(campaign, VIEWER, AdsChoice.PERSONALISED, Set.of(), NOW)) {
                return campaign;
            }
        }
        return null;
    }
}
