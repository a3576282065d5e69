package io.assent.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    @Test
    void theIdIsTheBeginningOfTheDigestInLowerCaseBase32() throws Exception {
        for (int n = 0; n < 1_000; n++) {
            String id = MessageIds.of("shop", "event-" + n);

            assertThat(id).isEqualTo("m-" + base32("shop|event-" + n));
        }
    }

    /** Another way to the same: five bits at a time of one big number. */
    private static String base32(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        BigInteger number = new BigInteger(1, digest);
        return IntStream.range(0, 26)
                .mapToObj(i -> "abcdefghijklmnopqrstuvwxyz234567"
                        .charAt(number.shiftRight(256 - 5 * (i + 1)).intValue() & 31))
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
