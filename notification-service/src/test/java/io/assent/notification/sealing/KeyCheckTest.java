package io.assent.notification.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.notification.sealing.KeyCheck.Result;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyCheckTest {
    @Test
    void currentKeysFit() {
        assertThat(KeyCheck.check(List.of("a", "b"), Set.of("a", "b", "c"), Set.of()))
                .isEqualTo(new Result.Fits());
    }

    @Test
    void aKeyThatOneDeviceReplacedAndAnotherStillHasFits() {
        assertThat(KeyCheck.check(List.of("a"), Set.of("a"), Set.of("a"))).isEqualTo(new Result.Fits());
    }

    @Test
    void aFormerKeyIsRefusedAndTheCurrentOnesAreNamed() {
        Result result = KeyCheck.check(List.of("new", "old"), Set.of("new", "newer"), Set.of("old"));

        assertThat(result).isEqualTo(new Result.KeyRevoked(List.of("new", "newer")));
        assertThat(((Result.KeyRevoked) result).detail()).endsWith("current: new newer");
    }

    @Test
    void whoHasNoKeyLeftHasNoneToName() {
        assertThat(KeyCheck.check(List.of("old"), Set.of(), Set.of("old")))
                .isInstanceOfSatisfying(
                        Result.KeyRevoked.class,
                        revoked -> assertThat(revoked.detail()).endsWith("current: none"));
    }

    @Test
    void aKeyThatWasNeverThePersonsIsWrongWhateverElseItIsSealedTo() {
        assertThat(KeyCheck.check(List.of("old", "strange"), Set.of("new"), Set.of("old")))
                .isEqualTo(new Result.Unknown());
    }

    @Test
    void noMoreThanTenKeysAreNamed() {
        Set<String> many = IntStream.range(0, 50).mapToObj(n -> "k-" + n).collect(Collectors.toSet());

        assertThat(KeyCheck.check(List.of("old"), many, Set.of("old")))
                .isInstanceOfSatisfying(
                        Result.KeyRevoked.class,
                        revoked -> assertThat(revoked.currentKids()).hasSize(10));
    }
}
