package io.assent.consent;

import io.assent.browser.Browser;
import io.assent.browser.Look;
import io.assent.browser.Setting;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How each view looks: readable for everyone, in light and dark, on the narrowest screen; and its picture. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@Tag("browser")
class PrivacyLookTest {
    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#allLooks")
    void everyViewOfAPersonCanBeReadByEveryone(Setting setting) {
        try (Browser browser = Browser.start(setting)) {
            browser.open(PrivacyBrowser.address("/privacy"));
            browser.find("summary").click();
            Look.isGood(browser, "entrance");

            PrivacyBrowser.signIn(browser, "person", PrivacyStory.told(), "#data");
            Look.isGood(browser, "overview");

            browser.find("[formaction$=withdraw]:not([value])").click();
            browser.await("[data-result]");
            Look.isGood(browser, "withdrawn");

            browser.open(PrivacyBrowser.address("/privacy/history"));
            Look.isGood(browser, "history");

            browser.open(PrivacyBrowser.address("/privacy/erasure"));
            Look.isGood(browser, "erase");

            browser.open(PrivacyBrowser.address("/privacy/block?company=kaufwerk"));
            Look.isGood(browser, "block");
        }
    }

    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#allLooks")
    void theRecordOfProcessingCanBeReadByEveryone(Setting setting) {
        String _ = PrivacyStory.told();
        try (Browser browser = Browser.start(setting)) {
            PrivacyBrowser.signIn(browser, "operator", "ops", "[aria-labelledby=stored]");
            Look.isGood(browser, "register");
        }
    }
}
