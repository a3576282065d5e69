package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that one language lacks would be shown in the other. */
class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"pages", "privacy", "entrance", "register"})
    void bothLanguagesSayTheSameThings(String bundle) throws IOException {
        Properties english = texts(bundle + "_en");
        Properties german = texts(bundle + "_de");

        assertThat(german.keySet()).isNotEmpty().isEqualTo(english.keySet());
        assertThat(german.values()).noneMatch(text -> ((String) text).isBlank());
    }

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (var stream = Objects.requireNonNull(
                TextsTest.class.getClassLoader().getResourceAsStream("messages/" + file + ".properties"))) {
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
