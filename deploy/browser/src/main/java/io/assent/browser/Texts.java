package io.assent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** The texts of pages, as they lie in {@code messages}. */
public final class Texts {
    private Texts() {}

    /** A text that one language lacks would be shown in the other. */
    public static void areTheSameInBothLanguages(String bundle) {
        Properties english = texts(bundle + "_en");
        Properties german = texts(bundle + "_de");

        assertThat(german.keySet()).isNotEmpty().isEqualTo(english.keySet());
        assertThat(german.values()).noneMatch(text -> ((String) text).isBlank());
    }

    private static Properties texts(String file) {
        Properties texts = new Properties();
        try (var stream = Objects.requireNonNull(Thread.currentThread()
                .getContextClassLoader()
                .getResourceAsStream("messages/" + file + ".properties"))) {
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
