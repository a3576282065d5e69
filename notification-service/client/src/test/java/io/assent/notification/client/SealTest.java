package io.assent.notification.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealTest {
    private final ECKey key = Seal.newKey("k-1");
    private final String sealed = Seal.seal("Grüße", key.toPublicJWK(), "p-1", "shop");

    @Test
    void onlyTheKeyOpensIt() {
        assertThat(Seal.open(sealed, key)).isEqualTo("Grüße");
        assertThatThrownBy(() -> Seal.open(sealed, Seal.newKey("k-1"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theHeaderNamesKeyAndRouteAndNothingElse() throws ParseException {
        String[] parts = sealed.split("\\.", -1);
        Map<String, Object> header =
                JSONObjectUtils.parse(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));

        assertThat(parts).hasSize(5);
        assertThat(parts[1]).isEmpty();
        assertThat(header)
                .containsOnlyKeys("alg", "enc", "epk", "kid", "to", "from")
                .containsEntry("alg", "ECDH-ES")
                .containsEntry("enc", "A256GCM")
                .containsEntry("kid", "k-1")
                .containsEntry("to", "p-1")
                .containsEntry("from", "shop");
        assertThat(JSONObjectUtils.getJSONObject(header, "epk")).containsOnlyKeys("kty", "crv", "x", "y");
    }

    @Test
    void sealingTwiceGivesOtherBytes() {
        assertThat(Seal.seal("Grüße", key, "p-1", "shop")).isNotEqualTo(sealed);
    }
}
