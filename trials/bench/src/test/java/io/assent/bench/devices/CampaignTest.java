package io.assent.bench.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final int LISTENING = 200;
    private static final int A_DAY = 6;
    private static final int OF_ONE_COMPANY_A_DAY = 2;

    private final Campaign campaign = new Campaign(LISTENING);

    @Test
    void sendsNobodyMoreThanFairUseAllows() {
        assertThat(campaign.size()).isEqualTo(10 * LISTENING);
        assertThat(count(place -> campaign.person(place) + ""))
                .allSatisfy((person, messages) ->
                        assertThat(messages).isEqualTo(Integer.parseInt(person) < LISTENING ? A_DAY : 1));
        assertThat(count(place -> campaign.person(place) + " " + campaign.company(place))
                        .values())
                .allSatisfy(messages -> assertThat(messages).isLessThanOrEqualTo(OF_ONE_COMPANY_A_DAY));
    }

    @Test
    void sendsTheFirstPlacesToPeopleWhoListen() {
        assertThat(IntStream.range(0, campaign.size()).filter(place -> campaign.person(place) < LISTENING))
                .hasSize(campaign.toListening())
                .allMatch(place -> place < campaign.toListening());
    }

    @Test
    void writesEachPlaceOnce() {
        assertThat(IntStream.range(0, campaign.size()).map(campaign::place)).doesNotHaveDuplicates();
    }

    private Map<String, Integer> count(IntFunction<String> by) {
        return IntStream.range(0, campaign.size())
                .boxed()
                .collect(Collectors.groupingBy(by::apply, Collectors.summingInt(_ -> 1)));
    }
}
