package io.assent.ad.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CampaignIndexTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final CampaignIndex index = new CampaignIndex();

    @Property
    void offersWhatALookAtAllOfThemWouldOffer(@ForAll("bookings") List<Campaign> bookings) {
        CampaignIndex booked = new CampaignIndex();
        bookings.forEach(booked::put);
        List<Campaign> latest = bookings.stream()
                .filter(campaign -> bookings.stream()
                                .filter(other -> other.id().equals(campaign.id()))
                                .reduce((_, last) -> last)
                                .orElseThrow()
                        == campaign)
                .toList();

        for (String country : List.of("DE", "FR", "")) {
            for (String language : List.of("de", "fr")) {
                assertThat(list(booked.in(country, language)))
                        .containsExactlyElementsOf(latest.stream()
                                .filter(campaign -> !campaign.stopped() && campaign.suitsContext(country, language))
                                .sorted(Campaign.BY_PRICE)
                                .toList());
            }
        }
    }

    @Provide
    static Arbitrary<List<Campaign>> bookings() {
        Arbitrary<Set<String>> countries =
                Arbitraries.of("DE", "FR", "GB").set().ofMaxSize(2);
        Arbitrary<Set<String>> languages = Arbitraries.of("de", "fr").set().ofMaxSize(2);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 4),
                        countries,
                        languages,
                        Arbitraries.of(true, false, false))
                .as((id, price, in, speaking, stopped) ->
                        campaign("c-" + id, price, new Targeting(in, speaking, Set.of()), stopped))
                .list()
                .ofMaxSize(30);
    }

    @Test
    void whatIsOverIsForgotten() {
        index.put(campaign("c-1", 1, new Targeting(Set.of(), Set.of(), Set.of()), false));

        index.forgetEndedBefore(NOON.plusSeconds(59));
        assertThat(index.size()).isOne();

        index.forgetEndedBefore(NOON.plusSeconds(60));
        assertThat(index.size()).isZero();
        assertThat(list(index.in("DE", "de"))).isEmpty();
    }

    private static List<Campaign> list(Iterator<Campaign> offers) {
        Iterable<Campaign> iterable = () -> offers;
        Stream<Campaign> stream = StreamSupport.stream(iterable.spliterator(), false);
        return stream.toList();
    }

    private static Campaign campaign(String id, int price, Targeting targeting, boolean stopped) {
        return new Campaign(
                id, "company", List.of(), targeting, 1_000, price * 1_000L, "EUR", NOON, NOON.plusSeconds(60), stopped);
    }
}
