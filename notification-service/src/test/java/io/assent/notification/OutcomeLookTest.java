package io.assent.notification;

import io.assent.browser.Browser;
import io.assent.browser.Look;
import io.assent.browser.Setting;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the sender's page looks: readable for everyone, in light and dark, on the narrowest screen; and its picture. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@Tag("browser")
class OutcomeLookTest {
    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#allLooks")
    void everyViewCanBeReadByEveryone(Setting setting) throws Exception {
        OutcomeStory story =
                OutcomeStory.told("parcels-" + UUID.randomUUID().toString().substring(0, 4));
        try (Browser browser = Browser.start(setting)) {
            browser.open(BrowserDevice.address("/outcomes"));
            browser.find("summary").click();
            Look.isGood(browser, "outcomes-entrance");

            browser.open(BrowserDevice.address(
                    "/outcomes/session#token=" + ServersTestResource.tokens().token("company", story.company())));
            browser.await("[data-chart=reasons][data-drawn] canvas");
            Look.isGood(browser, "outcomes");

            browser.open(BrowserDevice.address("/outcomes/messages?id=" + story.message("parcel-1")));
            Look.isGood(browser, "outcomes-message");

            browser.open(BrowserDevice.address("/outcomes/messages?id=" + story.message("cold-1")));
            Look.isGood(browser, "outcomes-suppressed");

            browser.open(BrowserDevice.address("/outcomes/dead-letters"));
            Look.isGood(browser, "outcomes-refused");
        }
    }
}
