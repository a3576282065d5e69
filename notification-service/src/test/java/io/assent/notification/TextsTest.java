package io.assent.notification;

import io.assent.browser.Texts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"pages", "inbox", "outcomes"})
    void bothLanguagesSayTheSameThings(String bundle) {
        Texts.areTheSameInBothLanguages(bundle);
    }
}
