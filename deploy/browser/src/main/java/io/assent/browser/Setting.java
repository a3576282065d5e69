package io.assent.browser;

import java.util.stream.Stream;

/**
 * How a person looks at a page.
 *
 * @param language that the browser asks for
 * @param width of the page in pixels
 * @param dark as the device prefers it
 * @param scripts whether they run
 */
public record Setting(String language, int width, int height, boolean dark, boolean scripts) {
    public static Setting phone(String language) {
        return new Setting(language, 390, 844, false, true);
    }

    public static Setting desktop(String language) {
        return new Setting(language, 1280, 900, false, true);
    }

    /** Both languages, on a phone and on a desktop. */
    public static Stream<Setting> all() {
        return Stream.of("de", "en").flatMap(language -> Stream.of(phone(language), desktop(language)));
    }

    /** Those, by day and in the dark. */
    public static Stream<Setting> allLooks() {
        return all().flatMap(setting -> Stream.of(setting, setting.inTheDark()));
    }

    public Setting inTheDark() {
        return new Setting(language, width, height, true, scripts);
    }

    public Setting withoutScripts() {
        return new Setting(language, width, height, dark, false);
    }

    @Override
    public String toString() {
        return language + ", " + width + " px" + (dark ? ", dark" : "") + (scripts ? "" : ", no scripts");
    }
}
