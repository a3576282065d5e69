package io.assent.consent.adschoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.consent.age.AgeBand;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdsChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "NONE,         MINOR,   true",
        "NONE,         ADULT,   true",
        "NONE,         UNKNOWN, true",
        "CONTEXTUAL,   MINOR,   true",
        "CONTEXTUAL,   ADULT,   true",
        "CONTEXTUAL,   UNKNOWN, true",
        "PERSONALISED, MINOR,   false",
        "PERSONALISED, ADULT,   true",
        "PERSONALISED, UNKNOWN, true",
    })
    void onlyProfilesAreClosedToWhomIsKnownToBeAMinor(AdsChoice choice, AgeBand age, boolean open) {
        assertThat(choice.isOpenTo(age)).isEqualTo(open);
    }
}
