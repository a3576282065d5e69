package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FairUsePageTest {
    @Test
    void thePublishedPageIsWhatTheCodeSays() throws IOException {
        String page = FairUsePage.text();
        Path made = Path.of("target", "fair-use.md");
        Files.writeString(made, page);

        assertThat(Files.readString(Path.of("..", "docs", "fair-use.md")))
                .as("docs/fair-use.md is made from the rules; copy notification-service/%s over it", made)
                .isEqualTo(page);
    }
}
