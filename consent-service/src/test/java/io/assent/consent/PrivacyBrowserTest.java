package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.browser.Browser;
import io.assent.browser.Setting;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** What people do on the privacy page, in a real browser: by touch, by keyboard alone, with scripts and without. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@Tag("browser")
class PrivacyBrowserTest {
    private String company;
    private String person;

    @BeforeEach
    void givenARequest() {
        company = Api.freshCompany();
        person = Api.freshPerson();
        Api.request(company, person);
    }

    static Stream<Setting> settings() {
        return Setting.all().flatMap(setting -> Stream.of(setting, setting.withoutScripts()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aPersonSaysYesToSomethingTakesItBackAndBlocks(Setting setting) {
        boolean german = setting.language().equals("de");
        try (Browser browser = PrivacyBrowser.signedIn(setting, person)) {
            browser.find(choice("chat")).click();
            button(browser, german ? "Auswahl erlauben" : "Allow what I chose").click();
            tells(browser, german ? "Nur was unten als erlaubt" : "Only what is marked as allowed");
            PrivacyBrowser.stateIs(company, person, "accepted");

            button(browser, german ? "Alles zurücknehmen" : "Take everything back")
                    .click();
            tells(browser, german ? "erreicht dich nichts mehr" : "Nothing more will reach you");
            PrivacyBrowser.stateIs(company, person, "withdrawn");

            button(browser, german ? "Blockieren" : "Block").click();
            tells(browser, german ? "keine Anzeigen von dort" : "none of their ads");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void adsAreChosenInOnePlace(Setting setting) {
        try (Browser browser = PrivacyBrowser.signedIn(setting, person)) {
            browser.find("#ads input[value=contextual]").click();
            browser.find("#ads button").click();

            assertThat(browser.await("#ads [data-result]").isDisplayed()).isTrue();
            assertThat(browser.find("#ads input[value=contextual]").isSelected())
                    .isTrue();
        }
    }

    @Test
    void aKeyboardIsEnoughAndIsTakenToTheResult() {
        try (Browser browser = PrivacyBrowser.signedIn(Setting.desktop("en"), person)) {
            browser.tabTo(choice("notifications.utility"));
            browser.press(Keys.SPACE);
            browser.tabTo(card() + " button:not([formaction])");
            browser.press(Keys.ENTER);
            WebElement told = browser.await(card() + " [data-result]");
            PrivacyBrowser.awaitFocus(browser, told);

            browser.tabTo(card() + " button[value='notifications.utility'][formaction$=withdraw]");
            browser.press(Keys.ENTER);
            browser.await(card() + " .badge:not(.badge-yes)");

            tells(browser, "Nothing more will reach you");
            PrivacyBrowser.awaitFocus(browser, browser.find(card() + " [data-result]"));
        }
    }

    @Test
    void takingBackNeedsNoMoreClicksThanSayingYes() {
        try (Browser browser = PrivacyBrowser.signedIn(Setting.phone("en"), person)) {
            int toSayYes = 0;
            for (WebElement each : browser.all(card() + " input[type=checkbox]")) {
                each.click();
                toSayYes++;
            }
            button(browser, "Allow what I chose").click();
            toSayYes++;
            browser.await(card() + " [data-result]");

            button(browser, "Take everything back").click();
            int toTakeBack = 1;
            browser.await(card() + " .badge:not(.badge-yes)");

            PrivacyBrowser.stateIs(company, person, "withdrawn");
            assertThat(toTakeBack).isLessThanOrEqualTo(toSayYes);
        }
    }

    @Test
    void nothingIsChosenForThePerson() {
        try (Browser browser = PrivacyBrowser.signedIn(Setting.phone("en"), person)) {
            assertThat(browser.all(card() + " input[type=checkbox]")).hasSize(2).noneMatch(WebElement::isSelected);
            assertThat(button(browser, "Allow what I chose").getCssValue("background-color"))
                    .as("yes is no louder than no")
                    .isEqualTo(button(browser, "No").getCssValue("background-color"));
        }
    }

    @Test
    void onlyTheCardAndWhatTellsOfItIsReplaced() {
        try (Browser browser = PrivacyBrowser.signedIn(Setting.desktop("en"), person)) {
            WebElement heading = browser.find("h1");
            button(browser, "No").click();
            browser.await(card() + " [data-result]");

            assertThat(heading.isDisplayed()).as("the page was not loaded anew").isTrue();
            assertThat(browser.find("#summary").getText()).contains("Nobody is waiting for your answer.");
            assertThat(browser.find("#recent").getText()).contains("you said no");
        }
    }

    @Test
    void anotherLanguageKeepsThePlace() {
        try (Browser browser = PrivacyBrowser.signedIn(Setting.phone("en"), person)) {
            browser.driver().executeScript("document.getElementById('ads').scrollIntoView()");
            browser.driver().executeScript("document.querySelector('a[hreflang=de]').click()");
            browser.await("html[lang=de]");

            assertThat(browser.driver().getCurrentUrl()).contains("/privacy?lang=de#");
            assertThat((Long) browser.driver().executeScript("return Math.round(window.scrollY)"))
                    .isGreaterThan(200);
        }
    }

    @Test
    void theMessengerHandsItsTokenOverBehindTheHash() {
        try (Browser browser = Browser.start(Setting.phone("de"))) {
            browser.open(PrivacyBrowser.address(
                    "/privacy#token=" + ServersTestResource.tokens().token("person", person)));
            browser.await("#data");

            assertThat(browser.driver().getCurrentUrl()).isEqualTo(PrivacyBrowser.address("/privacy"));
            assertThat(browser.find("main").getText()).contains(person);
            assertThat((String) browser.driver().executeScript("return document.cookie"))
                    .doesNotContain(PrivacyForms.SESSION);
        }
    }

    /** As the page that shows messages does it: whoever had a session here before, it is the person of the token who blocks. */
    @Test
    void whoComesFromAMessageIsAskedOnceAndBlocks() {
        String token = ServersTestResource.tokens().token("device", person + "/d-1");
        try (Browser browser = PrivacyBrowser.signedIn(Setting.phone("de"), Api.freshPerson())) {
            browser.open(
                    PrivacyBrowser.address("/privacy/session?to=block%3Fcompany%3D" + company + "#token=" + token));
            browser.await("form[action$=block] button").click();
            browser.await(card() + " [data-result]");

            tells(browser, "keine Anzeigen von dort");
            Api.as("person", person).get(Api.contact(company, person)).then().body("blocked", equalTo(true));
        }
    }

    @Test
    void aTokenIsPastedByHandWithoutScripts() {
        try (Browser browser = Browser.start(Setting.phone("en").withoutScripts())) {
            browser.open(PrivacyBrowser.address("/privacy"));
            browser.find("summary").click();
            browser.find("#token").sendKeys(ServersTestResource.tokens().token("person", person));
            browser.find("form[data-entrance] button").click();

            browser.await("#data");
            assertThat(browser.find("main").getText()).contains(person);
        }
    }

    private String card() {
        return "#contact-" + company;
    }

    private String choice(String purpose) {
        return card() + " input[value='" + purpose + "']";
    }

    /** The card may still be the one before: it is replaced when the decision is acknowledged. */
    private void tells(Browser browser, String result) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> browser.await(card() + " [data-result]").getText().contains(result));
    }

    private WebElement button(Browser browser, String text) {
        return browser.all(card() + " button").stream()
                .filter(button -> button.getText().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + text));
    }
}
