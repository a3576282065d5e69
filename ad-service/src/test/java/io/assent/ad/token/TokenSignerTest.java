package io.assent.ad.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenSignerTest {
    private static final TokenSigner SIGNER = new TokenSigner(new byte[32]);
    private static final ImpressionToken TOKEN = new ImpressionToken(
            "p-1", "f-1", 1, "c-1", "shop", "DE", "contextual", 7, "EUR", Instant.parse("2026-03-02T12:00:00Z"));

    @Test
    void aTokenComesBackAsItWasSigned() {
        assertThat(SIGNER.verify(SIGNER.sign(TOKEN))).contains(TOKEN);
    }

    @Test
    void aTokenWithAnyByteChangedIsRefused() {
        String signed = SIGNER.sign(TOKEN);

        for (int i = 0; i < signed.length() - 1; i++) {
            char changed = signed.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(SIGNER.verify(signed.substring(0, i) + changed + signed.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(SIGNER.verify("nothing")).isEmpty();
        assertThat(SIGNER.verify("")).isEmpty();
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new TokenSigner(other).verify(signed)).isEmpty();
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> new TokenSigner(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }
}
