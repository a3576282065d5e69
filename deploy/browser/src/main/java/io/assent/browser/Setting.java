package io.assent.browser;

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
