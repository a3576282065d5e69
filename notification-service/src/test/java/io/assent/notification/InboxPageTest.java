package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.jwk.ECKey;
import io.assent.browser.Browser;
import io.assent.browser.Setting;
import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** What people do with their inbox in a real browser, and what comes of it at the company's end. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@Tag("browser")
class InboxPageTest {
    private static final String LONGER_THAN_A_SCREEN = "And one line more.\n".repeat(120);

    private Person person;
    private String company;

    @BeforeEach
    void anAcceptedContact() {
        person = World.person();
        company = World.company();
        World.accepted(person, company);
    }

    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#all")
    void aMessageIsOpenedAndAnswered(Setting setting) {
        boolean german = setting.language().equals("de");
        ECKey companyKey = companyKey();
        try (BrowserDevice device = new BrowserDevice(setting, person)) {
            String id = device.isSent(company, "utility", "Ihr Paket ist unterwegs: <b>3</b> Häuser & 📦");

            device.shows("Ihr Paket ist unterwegs: <b>3</b> Häuser & 📦");
            device.shows(german ? "Bestellung oder Buchung" : "Order or booking");
            hears(device, (german ? "Neue Nachricht von " : "New message from ") + company);
            World.awaitStatus(id, "read");

            device.browser().find(".reply textarea").sendKeys("Bitte zum Nachbarn, äöü!");
            device.browser().find(".reply button").click();
            hears(device, german ? "Gesendet." : "Sent.");

            assertThat(device.browser().find(".letter-mine").getText()).contains("Bitte zum Nachbarn, äöü!");
            assertThat(device.browser().find(".reply textarea").getDomProperty("value"))
                    .isEmpty();
            assertThat(replies(companyKey)).containsExactly("Bitte zum Nachbarn, äöü!");
        }
    }

    @Test
    void itIsDeliveredWhenItIsStoredAndReadWhenItsEndWasSeen() {
        try (BrowserDevice device = new BrowserDevice(Setting.phone("en"), person)) {
            String id = device.isSent(company, "marketing", LONGER_THAN_A_SCREEN + "The end.");
            World.awaitStatus(id, "delivered");

            device.browser().driver().executeScript("document.querySelector('.letter-foot').scrollIntoView()");

            World.awaitStatus(id, "read");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(World.topic("notification.deliveries", 24))
                            .filteredOn(event -> event.contains(id))
                            .extracting(event -> event.split(" ", 2)[0].replaceFirst(".*Notification", ""))
                            .contains("Delivered", "Read"));
        }
    }

    @Test
    void aReloadKeepsWhatWasOpenedThoughNobodyElseHasIt() {
        ECKey _ = companyKey();
        try (BrowserDevice device = new BrowserDevice(Setting.desktop("en"), person)) {
            String id = device.isSent(company, "utility", "first");
            World.awaitStatus(id, "read");
            device.browser().find(".reply textarea").sendKeys("and mine");
            device.browser().find(".reply button").click();
            device.shows("and mine");

            device.browser().driver().navigate().refresh();
            device.browser().await("#inbox[data-state=listening]");

            device.shows("first");
            device.shows("and mine");
            assertThat(World.query("select sealed from message where id = '" + id + "'"))
                    .isNull();
            World.awaitStatus(device.isSent(company, "utility", "the key is the same"), "read");
        }
    }

    @Test
    void bothDevicesOfAPersonOpenTheirOwnCopy() {
        try (BrowserDevice one = new BrowserDevice(Setting.phone("en"), person);
                BrowserDevice other = new BrowserDevice(Setting.desktop("en"), person)) {
            String both = one.sealed(company, "to the one") + "\",\"" + other.sealed(company, "to the other");
            String id = World.sendByRest(company, "both", World.request(person, "utility", both));

            one.shows("to the one");
            other.shows("to the other");
            World.awaitStatus(id, "read");
        }
    }

    @Test
    void anotherPersonInTheSameBrowserSeesNothingOfIt() {
        Person other = World.person();
        try (BrowserDevice device = new BrowserDevice(Setting.phone("en"), person)) {
            World.awaitStatus(device.isSent(company, "utility", "for the one alone"), "read");

            device.signIn(other, "another");
            device.showsNothing();
            assertThat(device.browser().driver().getPageSource()).doesNotContain("for the one alone");

            device.signIn(person, device.device());
            device.shows("for the one alone");
        }
    }

    @Test
    void whatIsForAnotherKeyIsSaidToBeAndNotReported() {
        try (BrowserDevice device = new BrowserDevice(Setting.phone("en"), person)) {
            ECKey key = device.key(company);
            String shut = Sealing.seal(
                    Sealing.header(key, person.id(), company).build(), Sealing.key("another"), "nobody reads this");
            String id = World.sendByRest(company, "shut", World.request(person, "utility", shut));
            device.shows("This message is for another key and cannot be opened here.");

            World.awaitStatus(device.isSent(company, "utility", "this one is for you"), "read");
            assertThat(World.row(id)).isEqualTo("sent");

            device.browser().driver().navigate().refresh();
            device.shows("This message is for another key and cannot be opened here.");
        }
    }

    @Test
    void whatWasBlockedOnItsWayIsTakenAwayAgain() {
        try (BrowserDevice device = new BrowserDevice(Setting.phone("en"), person)) {
            receipts(device, "*/receipts");
            String id = device.isSent(company, "marketing", "too late");
            device.shows("too late");

            World.freshConsent(World.consent(person, company, "accepted", true, "notifications.marketing"));
            receipts(device);

            device.showsNothing();
            World.awaitStatus(id, "suppressed cancelled_by_block");
        }
    }

    @Test
    void everythingHereCanBeForgottenAndTheBrowserGoesOnWithANewKey() {
        try (BrowserDevice device = new BrowserDevice(Setting.phone("de"), person)) {
            World.awaitStatus(device.isSent(company, "utility", "bald vergessen"), "read");
            String before = device.key(company).getKeyID();

            device.browser().find("[data-opens=forget]").click();
            device.browser().await("#forget button[value=forget]").click();
            device.browser().await("#trouble .notice-yes");
            device.browser().await("#inbox[data-state=listening]");

            device.showsNothing();
            assertThat(device.browser().driver().getPageSource()).doesNotContain("bald vergessen");
            assertThat(device.key(company).getKeyID()).isNotEqualTo(before);
            World.awaitStatus(device.isSent(company, "utility", "weiter geht es"), "read");
        }
    }

    @Test
    void aReplyThatIsNotPossibleSaysWhyAndIsKeptInItsField() {
        try (BrowserDevice device = new BrowserDevice(Setting.phone("en"), person)) {
            device.isSent(company, "utility", "hello");
            device.shows("hello");
            device.browser().find(".reply textarea").sendKeys("and hello to you");
            device.browser().find(".reply button").click();
            device.shows("this company takes no answers");

            ECKey key = companyKey();
            World.freshConsent(World.consent(person, company, "accepted", false, "notifications.utility"));
            device.browser().find(".reply button").click();
            device.shows("you have not allowed this company to chat with you");

            assertThat(device.browser().find(".reply textarea").getDomProperty("value"))
                    .isEqualTo("and hello to you");
            assertThat(replies(key)).isEmpty();
        }
    }

    @Test
    void aKeyboardIsEnoughToAnswerAndToBlock() {
        ECKey key = companyKey();
        try (BrowserDevice device = new BrowserDevice(Setting.desktop("en"), person)) {
            Browser browser = device.browser();
            World.chatting(person, company);
            World.awaitStatus(device.isSent(company, "chat", "are you there?"), "read");

            browser.tabTo(".reply textarea");
            browser.driver().switchTo().activeElement().sendKeys("yes");
            browser.tabTo(".reply button");
            browser.press(Keys.ENTER);
            hears(device, "Sent.");
            assertThat(replies(key)).containsExactly("yes");

            browser.open(BrowserDevice.address("/inbox"));
            browser.await(".letter");
            browser.tabTo("[data-block]");
            browser.press(Keys.ENTER);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(browser.driver().getCurrentUrl())
                            .contains("/privacy/session?to=block", company, "#token="));
        }
    }

    @Test
    void aLostConnectionIsTriedAgainAndNothingIsLost() throws Exception {
        try (Cable cable = new Cable(RestAssured.port);
                BrowserDevice device =
                        new BrowserDevice(Setting.phone("en"), person, "http://localhost:" + cable.port())) {
            World.awaitStatus(device.isSent(company, "utility", "before"), "read");

            cable.pull();
            String id = device.isSent(company, "utility", "meanwhile");
            device.shows("The connection is lost.");
            cable.plugIn();

            device.shows("meanwhile");
            World.awaitStatus(id, "read");
            assertThat(device.browser().find("main").getText()).doesNotContain("The connection is lost.");
        }
    }

    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#all")
    void withoutScriptsThePageSaysWhyItStaysEmpty(Setting setting) {
        try (Browser browser = Browser.start(setting.withoutScripts())) {
            browser.open(BrowserDevice.address("/inbox"));
            browser.find("summary").click();
            browser.find("#token").sendKeys(BrowserDevice.token(person, "plain"));
            browser.find("form[data-entrance] button").click();

            assertThat(browser.await("noscript .notice").getText())
                    .contains(setting.language().equals("de") ? "braucht JavaScript" : "needs JavaScript");
        }
    }

    private ECKey companyKey() {
        ECKey key = Sealing.key("k-" + company);
        World.as("company", company)
                .body(key.toPublicJWK().toJSONString())
                .put("/v1/companies/" + company + "/key")
                .then()
                .statusCode(200)
                .body("kid", equalTo("k-" + company));
        return key;
    }

    private List<String> replies(ECKey key) {
        List<String> sealed = World.as("company", company)
                .get("/v1/companies/" + company + "/chats")
                .jsonPath()
                .getList("chats.sealed");
        return sealed.stream().map(each -> Sealing.open(key, each)).toList();
    }

    private static void hears(BrowserDevice device, String news) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> device.browser()
                        .find("#news")
                        .getDomProperty("textContent")
                        .contains(news));
    }

    private static void receipts(BrowserDevice device, String... blocked) {
        device.browser().driver().executeCdpCommand("Network.enable", Map.of());
        device.browser().driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(blocked)));
    }
}
