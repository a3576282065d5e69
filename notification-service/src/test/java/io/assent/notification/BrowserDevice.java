package io.assent.notification;

import com.nimbusds.jose.jwk.ECKey;
import io.assent.browser.Browser;
import io.assent.browser.Setting;
import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.restassured.RestAssured;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;

/** A browser that is a device of a person: it shows their inbox, and has published its own key. */
final class BrowserDevice implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Browser browser;
    private final Person person;
    private final String origin;
    private final String device = "browser-" + NAMES.incrementAndGet();

    BrowserDevice(Setting setting, Person person) {
        this(setting, person, address(""));
    }

    /** @param origin where the browser finds the service */
    BrowserDevice(Setting setting, Person person, String origin) {
        this.person = person;
        this.origin = origin;
        this.browser = Browser.start(setting);
        signIn(person, device);
    }

    static String address(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    static String token(Person person, String device) {
        return ServersTestResource.tokens().token("device", person.id() + "/" + device);
    }

    /** As the messenger opens it; returns when it listens. */
    void signIn(Person who, String with) {
        browser.open(origin + "/inbox/session#token=" + token(who, with));
        browser.await("#inbox[data-person='" + who.id() + "'][data-state=listening]");
    }

    Browser browser() {
        return browser;
    }

    String device() {
        return device;
    }

    /** As the company finds it in the directory. */
    ECKey key(String company) {
        Map<String, Object> jwk = World.as("company", company)
                .get("/v1/people/" + person.id() + "/keys")
                .jsonPath()
                .getMap("keys.find { it.device == '" + device + "' }.jwk");
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    String sealed(String company, String text) {
        return Sealing.seal(key(company), person.id(), company, text);
    }

    /** Sends it to this device; returns the message id. */
    String isSent(String company, String category, String text) {
        return World.sendByRest(
                company,
                "to-" + device + "-" + NAMES.incrementAndGet(),
                World.request(person, category, sealed(company, text)));
    }

    void shows(String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreException(StaleElementReferenceException.class)
                .ignoreException(NoSuchElementException.class)
                .until(() -> browser.find("main").getText().contains(text));
    }

    void showsNothing() {
        browser.await("#none");
    }

    @Override
    public void close() {
        browser.close();
    }
}
