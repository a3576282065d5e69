package io.assent.local.player;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {
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
