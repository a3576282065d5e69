package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.browser.Accessibility;
import io.assent.browser.Browser;
import io.assent.browser.Picture;
import io.assent.browser.Setting;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.WebElement;

/** How each view looks: readable for everyone, in light and dark, on the narrowest screen; and its picture. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@Tag("browser")
class PrivacyLookTest {
    private static final int SMALLEST_TARGET = 44;
    private static final int NARROWEST = 320;

    static Stream<Setting> settings() {
        return Stream.of("de", "en")
                .flatMap(language -> Stream.of(Setting.phone(language), Setting.desktop(language)))
                .flatMap(setting -> Stream.of(setting, setting.inTheDark()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyViewOfAPersonCanBeReadByEveryone(Setting setting) {
        try (Browser browser = Browser.start(setting)) {
            browser.open(PrivacyBrowser.address("/privacy"));
            browser.find("summary").click();
            looksWell(browser, "entrance");

            PrivacyBrowser.signIn(browser, "person", PrivacyStory.told(), "#data");
            looksWell(browser, "overview");

            browser.find("[formaction$=withdraw]:not([value])").click();
            browser.await("[data-result]");
            looksWell(browser, "withdrawn");

            browser.open(PrivacyBrowser.address("/privacy/history"));
            looksWell(browser, "history");

            browser.open(PrivacyBrowser.address("/privacy/erasure"));
            looksWell(browser, "erase");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theRecordOfProcessingCanBeReadByEveryone(Setting setting) {
        String _ = PrivacyStory.told();
        try (Browser browser = Browser.start(setting)) {
            PrivacyBrowser.signIn(browser, "operator", "ops", "[aria-labelledby=stored]");
            looksWell(browser, "register");
        }
    }

    private static void looksWell(Browser browser, String view) {
        picture(browser, view);
        assertThat(Accessibility.violations(browser)).as("axe on %s", view).isEmpty();
        assertThat(tooSmall(browser)).as("targets on %s", view).isEmpty();
        Setting setting = browser.setting();
        browser.measured(NARROWEST, setting.height());
        assertThat(browser.fitsTheWidth()).as("%s at %d px", view, NARROWEST).isTrue();
        browser.measured(setting.width(), setting.height());
    }

    /** Links within a sentence are exempt, as in WCAG 2.5.5. */
    private static List<String> tooSmall(Browser browser) {
        return browser.all("button, summary, .button, .choice, nav a, textarea").stream()
                .filter(WebElement::isDisplayed)
                .filter(each -> each.getSize().height < SMALLEST_TARGET || each.getSize().width < SMALLEST_TARGET)
                .map(each -> each.getTagName() + " " + each.getText() + " " + each.getSize())
                .toList();
    }

    private static void picture(Browser browser, String view) {
        Setting setting = browser.setting();
        String name =
                "%s-%s-%d%s.png".formatted(view, setting.language(), setting.width(), setting.dark() ? "-dark" : "");
        Picture.take(browser, Path.of("target", "pages", name));
    }
}
