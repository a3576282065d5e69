package io.assent.consent;

import static org.hamcrest.Matchers.equalTo;

import io.assent.browser.Browser;
import io.assent.browser.Setting;
import io.assent.servers.ServersTestResource;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.openqa.selenium.WebElement;

/** Opens the privacy page in a browser. */
final class PrivacyBrowser {
    private PrivacyBrowser() {}

    static String address(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    /** Shows the person's page. */
    static Browser signedIn(Setting setting, String person) {
        Browser browser = Browser.start(setting);
        signIn(browser, "person", person, "#data");
        return browser;
    }

    /** By the form, as it goes without scripts too; waits for what is then shown. */
    static void signIn(Browser browser, String role, String id, String awaited) {
        browser.open(address("/privacy"));
        browser.find("summary").click();
        browser.find("#token").sendKeys(ServersTestResource.tokens().token(role, id));
        browser.find("form[data-entrance] button").click();
        browser.await(awaited);
    }

    static void awaitFocus(Browser browser, WebElement element) {
        Awaitility.await()
                .until(() -> browser.driver().switchTo().activeElement().equals(element));
    }

    static void stateIs(String company, String person, String state) {
        Api.as("person", person).get(Api.contact(company, person)).then().body("state", equalTo(state));
    }
}
