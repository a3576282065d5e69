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
import java.util.function.Consumer;
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
    void theOverview(Setting setting) {
        String person = PrivacyStory.told();
        try (Browser browser = PrivacyBrowser.signedIn(setting, person)) {
            looksWell(browser, "overview");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theHistory(Setting setting) {
        try (Browser browser = PrivacyBrowser.signedIn(setting, PrivacyStory.told())) {
            browser.open(PrivacyBrowser.address("/privacy/history"));
            looksWell(browser, "history");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theWayIn(Setting setting) {
        try (Browser browser = Browser.start(setting)) {
            browser.open(PrivacyBrowser.address("/privacy"));
            browser.find("summary").click();
            looksWell(browser, "entrance");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theRecordOfProcessing(Setting setting) {
        String _ = PrivacyStory.told();
        try (Browser browser = PrivacyBrowser.signedIn(setting, "operator", "ops", "#stored")) {
            looksWell(browser, "register", each -> {});
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void anAnswerThatIsDone(Setting setting) {
        String person = PrivacyStory.told();
        try (Browser browser = PrivacyBrowser.signedIn(setting, person)) {
            browser.find("[formaction$=withdraw]:not([value])").click();
            browser.await("[data-result]");
            looksWell(browser, "withdrawn", each -> {});
        }
    }

    private static void looksWell(Browser browser, String view) {
        looksWell(browser, view, each -> picture(each, view));
    }

    private static void looksWell(Browser browser, String view, Consumer<Browser> picture) {
        picture.accept(browser);
        assertThat(Accessibility.violations(browser)).as("axe on %s", view).isEmpty();
        assertThat(tooSmall(browser)).as("targets on %s", view).isEmpty();
        browser.measured(NARROWEST, browser.setting().height());
        assertThat(browser.fitsTheWidth()).as("%s at %d px", view, NARROWEST).isTrue();
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
