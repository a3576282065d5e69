package io.assent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.WebElement;

/** What every view must look like: readable for everyone, targets that a thumb hits, nothing sideways on the narrowest screen. */
public final class Look {
    private static final int SMALLEST_TARGET = 44;
    private static final int NARROWEST = 320;

    private Look() {}

    /** Checks what is shown, and leaves its picture in {@code target/pages}. */
    public static void isGood(Browser browser, String view) {
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
