package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.browser.Browser;
import io.assent.browser.Setting;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a sender sees in a real browser of its messages, and what it does about those that were refused. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@Tag("browser")
class OutcomePageTest {
    private OutcomeStory story;

    @BeforeEach
    void aCompanyThatHasSent() throws Exception {
        story = OutcomeStory.told("shop-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#all")
    void chartsShowWhatTheTablesSayAndFollow(Setting setting) throws Exception {
        boolean german = setting.language().equals("de");
        try (Browser browser = signedIn(setting)) {
            browser.await("[data-chart=reasons][data-drawn] canvas");

            assertThat(figure(browser, german ? "gelesen" : "read")).isEqualTo("2");
            assertThat(figure(browser, german ? "unterdrückt" : "suppressed")).isEqualTo("3");
            assertThat(text(browser)).contains("no_consent", german ? "nie gefragt" : "never asked");
            assertThat(drawn(browser, "way")).isEqualTo("4");
            assertThat(drawn(browser, "steps")).isEqualTo("24 24 24 24 24 24");
            assertThat(shown(browser, "way", "series[0].data[3]")).isEqualTo(2L);

            story.read("parcel-3");

            Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                assertThat(figure(browser, german ? "gelesen" : "read")).isEqualTo("3");
                assertThat(shown(browser, "way", "series[0].data[3]")).isEqualTo(3L);
            });
            assertThat(browser.all("main")).hasSize(1);
        }
    }

    @Test
    void aWeekIsShownByDaysAndHeldStill() throws Exception {
        try (Browser browser = signedIn(Setting.desktop("en"))) {
            browser.find("a[href='/outcomes?span=week']").click();
            browser.await("a[href='/outcomes?span=week'][aria-current=page]");
            assertThat(browser.all("#times tbody tr")).hasSize(7);

            browser.find("a[href='/outcomes?span=week&still=true']").click();
            browser.await("a[href='/outcomes?span=month&still=true']");
            assertThat(browser.all("#figures[hx-get]")).isEmpty();
        }
    }

    @Test
    void withoutScriptsTheTablesSayTheSame() {
        try (Browser browser = Browser.start(Setting.desktop("en").withoutScripts())) {
            browser.open(BrowserDevice.address("/outcomes"));
            browser.find("summary").click();
            browser.find("#token").sendKeys(token(story.company()));
            browser.find("form[data-entrance] button").click();

            assertThat(browser.await("#steps").getText()).contains("read 2 2 0 0 0");
            assertThat(text(browser)).contains("Without JavaScript there are no charts");
        }
    }

    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#all")
    void aMessageIsLookedUp(Setting setting) {
        boolean german = setting.language().equals("de");
        try (Browser browser = signedIn(setting)) {
            lookUp(browser, story.message("parcel-1"));
            browser.await(".timeline");
            assertThat(browser.all(".timeline li"))
                    .extracting(step -> step.getText().lines().findFirst().orElse(""))
                    .containsExactly(
                            german
                                    ? new String[] {"angenommen", "gesendet", "zugestellt", "gelesen"}
                                    : new String[] {"accepted", "sent", "delivered", "read"});

            lookUp(browser, story.message("cold-1"));
            browser.await(".notice-no");
            assertThat(text(browser)).contains("no_consent", german ? "nie gefragt" : "never asked");

            lookUp(browser, "m-unknown");
            browser.await("[data-result]");
            assertThat(text(browser)).contains(german ? "keine Nachricht mit dieser" : "no message of this id");
        }
    }

    @ParameterizedTest
    @MethodSource("io.assent.browser.Setting#all")
    void whatWasRefusedIsPutThroughAgainOnce(Setting setting) {
        boolean german = setting.language().equals("de");
        try (Browser browser = signedIn(setting)) {
            browser.open(BrowserDevice.address("/outcomes/dead-letters"));
            assertThat(text(browser)).contains("unknown_company", german ? "2 Anfragen" : "2 requests", "early-1");

            browser.find("form[aria-labelledby=reason-unknown_company] button").click();

            browser.await("[data-result]");
            assertThat(browser.find("[data-result] dd").getText()).isEqualTo("2");
            assertThat(text(browser)).contains(german ? "Nichts wartet" : "Nothing waits");
            assertThat(browser.all("#letters ~ .table .badge-yes")).hasSize(2);
            assertThat(World.decided(story.message("early-1"))).isEqualTo("queued");
            assertThat(World.decided(story.message("early-2"))).isEqualTo("queued");
        }
    }

    private Browser signedIn(Setting setting) {
        Browser browser = Browser.start(setting);
        browser.open(BrowserDevice.address("/outcomes/session#token=" + token(story.company())));
        browser.await("#steps");
        return browser;
    }

    private static void lookUp(Browser browser, String id) {
        browser.open(BrowserDevice.address("/outcomes/messages"));
        browser.find("#id").sendKeys(id);
        browser.find("form .button-first").click();
    }

    private static String token(String company) {
        return ServersTestResource.tokens().token("company", company);
    }

    private static String text(Browser browser) {
        return browser.find("main").getText();
    }

    /** All messages that made the step. */
    private static String figure(Browser browser, String step) {
        return (String) browser.driver()
                .executeScript(
                        "return [...document.querySelectorAll('#steps tbody tr')]"
                                + ".find((row) => row.cells[0].textContent === arguments[0])?.cells[1].textContent",
                        step);
    }

    private static String drawn(Browser browser, String chart) {
        return browser.find("[data-chart=" + chart + "]").getDomAttribute("data-drawn");
    }

    /** What ECharts itself holds. */
    private static Object shown(Browser browser, String chart, String path) {
        return browser.driver()
                .executeScript("return echarts.getInstanceByDom(document.querySelector('[data-chart=" + chart
                        + "]')).getOption()." + path);
    }
}
