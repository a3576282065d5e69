package io.assent.local.player;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    @Test
    void sealsToOneKeyWithTheRouteInTheHeader() throws IOException {
        var key = Seal.newKey("k1");

        String sealed = Seal.seal("hello", key, "p-1", "shop");

        assertThat(Seal.open(sealed, key)).isEqualTo("hello");
        assertThat(sealed.split("\\.", -1))
                .hasSize(5)
                .satisfies(parts -> assertThat(parts[1]).isEmpty());
        var header = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(sealed.split("\\.")[0]));
        assertThat(header.get("alg").asText()).isEqualTo("ECDH-ES");
        assertThat(header.get("enc").asText()).isEqualTo("A256GCM");
        assertThat(header.get("kid").asText()).isEqualTo("k1");
        assertThat(header.get("to").asText()).isEqualTo("p-1");
        assertThat(header.get("from").asText()).isEqualTo("shop");
    }

    @Test
    void sendsTheSameBytesAgainInALaterPlay(@TempDir Path folder) throws IOException {
        var bodies = new ObjectMapper().createArrayNode().add("sealed once");
        new SealedBodies(folder.resolve("sealed.jsonl")).keep("shop", "e1", "hello", bodies);

        var later = new SealedBodies(folder.resolve("sealed.jsonl"));

        assertThat(later.find("shop", "e1", "hello")).contains(bodies);
        assertThat(later.find("shop", "e1", "another text")).isEmpty();
    }

    @Test
    void playsTheSameDevicesInALaterPlay(@TempDir Path folder) throws IOException {
        var key = new KeyRing(folder.resolve("keys.jsonl")).key("d-1");

        assertThat(new KeyRing(folder.resolve("keys.jsonl")).key("d-1")).isEqualTo(key);
    }

    @Test
    void knowsAMessagesIdBeforeItIsSent() {
        assertThat(MessageIds.of("shop", "e1")).matches("m-[a-z2-7]{26}").isNotEqualTo(MessageIds.of("shop", "e2"));
    }
}
