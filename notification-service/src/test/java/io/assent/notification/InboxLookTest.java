package io.assent.notification;

import io.assent.browser.Browser;
import io.assent.browser.Look;
import io.assent.browser.Setting;
import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the inbox looks: readable for everyone, in light and dark, on the narrowest screen; and its picture. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@Tag("browser")
class InboxLookTest {
    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#allLooks")
    void everyViewCanBeReadByEveryone(Setting setting) {
        Person person = World.person();
        try (BrowserDevice device = new BrowserDevice(setting, person)) {
            device.showsNothing();
            Look.isGood(device.browser(), "inbox-empty");

            InboxStory.told(device, person, setting.language());
            Look.isGood(device.browser(), "inbox");

            device.browser().find("[data-opens=forget]").click();
            device.browser().await("#forget button");
            device.browser().driver().executeScript("window.scrollTo(0, 0)");
            Look.isGood(device.browser(), "inbox-forget");
        }
    }

    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#allLooks")
    void theWayInCanBeReadByEveryone(Setting setting) {
        try (Browser browser = Browser.start(setting)) {
            browser.open(BrowserDevice.address("/inbox"));
            browser.find("summary").click();
            Look.isGood(browser, "inbox-entrance");
        }
    }
}
