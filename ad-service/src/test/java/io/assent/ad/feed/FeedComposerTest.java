package io.assent.ad.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.ad.campaign.Campaign;
import io.assent.ad.campaign.Creative;
import io.assent.ad.campaign.CreativeKind;
import io.assent.ad.campaign.Targeting;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedComposerTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Viewer ADULT = new Viewer("DE", "de", "adult", Set.of());
    private static final Viewer MINOR = new Viewer("DE", "de", "minor", Set.of());

    @ParameterizedTest
    @CsvSource({
        "0, 5, ''",
        "3, 5, PPP",
        "4, 5, PPPSP",
        "6, 5, PPPSPPP",
        "7, 5, PPPSPPPSP",
        "10, 1, PPPSPPPPPPP",
    })
    void putsAnAdAfterEveryThirdPostAndNeverFirstOrLast(int posts, int campaigns, String expected) {
        StringBuilder shape = new StringBuilder();
        for (FeedItem item :
                FeedComposer.compose(posts(posts), campaigns(campaigns).iterator(), (_, _) -> true)) {
            shape.append(item instanceof FeedItem.Status ? 'P' : 'S');
        }

        assertThat(shape).hasToString(expected);
    }

    @Property
    void adsKeepTheirDistanceAndNoCampaignComesTwice(
            @ForAll @IntRange(max = 40) int posts,
            @ForAll @IntRange(max = 15) int campaigns,
            @ForAll Set<Integer> broke) {
        List<FeedItem> items = FeedComposer.compose(
                posts(posts),
                campaigns(campaigns).iterator(),
                (campaign, _) -> !broke.contains(campaign.id().hashCode() % 7));

        Set<String> shown = new HashSet<>();
        int sinceLastAd = 0;
        for (FeedItem item : items) {
            switch (item) {
                case FeedItem.Status _ -> sinceLastAd++;
                case FeedItem.Sponsored(Campaign campaign, int _) -> {
                    assertThat(sinceLastAd).isGreaterThanOrEqualTo(FeedComposer.SPACING);
                    assertThat(shown.add(campaign.id())).isTrue();
                    sinceLastAd = 0;
                }
            }
        }
        assertThat(items.stream().filter(FeedItem.Status.class::isInstance)).hasSize(posts);
        assertThat(items.isEmpty() || items.getLast() instanceof FeedItem.Status)
                .isTrue();
    }

    @Test
    void nothingIsEligibleWithoutAChoiceOrOfABlockedCompany() {
        Campaign campaign = campaign("c", Set.of(), Set.of());

        assertThat(Eligibility.isEligible(campaign, ADULT, AdsChoice.NONE, Set.of(), NOON))
                .isFalse();
        assertThat(Eligibility.isEligible(campaign, ADULT, AdsChoice.CONTEXTUAL, Set.of("shop"), NOON))
                .isFalse();
        assertThat(Eligibility.isEligible(campaign, ADULT, AdsChoice.CONTEXTUAL, Set.of(), NOON))
                .isTrue();
        assertThat(Eligibility.isEligible(campaign, ADULT, AdsChoice.CONTEXTUAL, Set.of(), campaign.endsAt()))
                .isFalse();
    }

    @Test
    void minorsAreNeverProfiledWhateverWasChosen() {
        Campaign byAge = campaign("c", Set.of("DE"), Set.of("minor", "adult"));

        assertThat(Eligibility.isEligible(byAge, MINOR, AdsChoice.PERSONALISED, Set.of(), NOON))
                .isFalse();
        assertThat(Eligibility.isEligible(byAge, ADULT, AdsChoice.CONTEXTUAL, Set.of(), NOON))
                .isFalse();
        assertThat(Eligibility.isEligible(byAge, ADULT, AdsChoice.PERSONALISED, Set.of(), NOON))
                .isTrue();
        assertThat(new Viewer("DE", "de", "unknown", Set.of()).effective(AdsChoice.PERSONALISED))
                .isEqualTo(AdsChoice.CONTEXTUAL);
    }

    @Test
    void aPostLivesTwentyFourHoursHard() {
        Post post = new Post("s", "a", "photo", NOON);

        assertThat(post.isLiveAt(NOON.minusMillis(1))).isFalse();
        assertThat(post.isLiveAt(NOON)).isTrue();
        assertThat(post.isLiveAt(NOON.plus(Duration.ofHours(24)).minusMillis(1)))
                .isTrue();
        assertThat(post.isLiveAt(NOON.plus(Duration.ofHours(24)))).isFalse();
    }

    private static List<Post> posts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Post("s" + i, "a", "text", NOON))
                .toList();
    }

    private static List<Campaign> campaigns(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> campaign("c" + i, Set.of(), Set.of()))
                .toList();
    }

    private static Campaign campaign(String id, Set<String> countries, Set<String> ageBands) {
        return new Campaign(
                id,
                "shop",
                List.of(new Creative(CreativeKind.TEXT, "Hello", null)),
                new Targeting(countries, Set.of(), ageBands),
                1_000_000,
                5_000,
                "EUR",
                NOON.minusSeconds(60),
                NOON.plusSeconds(60),
                false);
    }
}
