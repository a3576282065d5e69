package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.assent.servers.ServersTestResource;
import io.assent.servers.TokenIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees a privacy page, and who can act on it. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class PrivacySessionTest {
    private static final TokenIssuer TOKENS = ServersTestResource.tokens();

    @Test
    void theSessionIsACookieThatNoScriptReadsAndNoForeignPageSends() {
        Cookie cookie = new PrivacyForms()
                .signIn(TOKENS.token("person", Api.freshPerson()))
                .getDetailedCookie(PrivacyForms.SESSION);

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/privacy");
        assertThat(cookie.isSecured()).as("plain HTTP on this machine").isFalse();
        assertThat(cookie.getMaxAge()).isBetween(11L * 3600, 12L * 3600);
    }

    @Test
    void elsewhereThanOnThisMachineTheCookieNeedsTls() {
        PrivacyForms forms = new PrivacyForms();
        String html = forms.get("/privacy").asString();
        String token = html.replaceAll("(?s).*name=\"csrf-token\" value=\"([^\"]+)\".*", "$1");

        Response signedIn = RestAssured.given()
                .redirects()
                .follow(false)
                .header("Host", "consent.example.org")
                .cookie("csrf-token", token)
                .formParam("csrf-token", token)
                .formParam("token", TOKENS.token("person", Api.freshPerson()))
                .post("/privacy/session");

        assertThat(signedIn.getDetailedCookie(PrivacyForms.SESSION).isSecured()).isTrue();
    }

    @Test
    void theCookieOpensPagesAndNotTheApi() {
        String person = Api.freshPerson();
        String token = TOKENS.token("person", person);

        RestAssured.given()
                .cookie(PrivacyForms.SESSION, token)
                .get("/privacy")
                .then()
                .statusCode(200)
                .body(containsString("Signed in as " + person));
        Api.refused(
                RestAssured.given()
                        .cookie(PrivacyForms.SESSION, token)
                        .get("/v1/people/" + person + "/contacts")
                        .then(),
                401,
                "unauthenticated");
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);
        PrivacyForms forms = PrivacyForms.of("person", person);

        for (Map<String, String> token : List.<Map<String, String>>of(
                Map.of(), Map.of(PrivacyForms.TOKEN_FIELD, "bm90LXRoZS1vbmUtdGhhdC13YXMtZ2l2ZW4tb3V0LTE"))) {
            forms.postWith(token, "/privacy/contacts/" + company + "/withdraw", Map.of())
                    .then()
                    .statusCode(400)
                    .contentType("text/html")
                    .body(containsString("This form does not count any more"));
        }
        Api.as("person", person).get(Api.contact(company, person)).then().body("state", equalTo("accepted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "*/*", ""})
    void whatIsNoFormIsNotTaken(String type) throws Exception {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(PrivacyBrowser.address("/privacy/contacts/" + company + "/withdraw")))
                .header("Cookie", PrivacyForms.SESSION + "=" + TOKENS.token("person", person))
                .POST(HttpRequest.BodyPublishers.noBody());

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest sent = (type.isEmpty() ? request : request.header("Content-Type", type)).build();
            assertThat(client.send(sent, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(415);
        }
        Api.as("person", person).get(Api.contact(company, person)).then().body("state", equalTo("accepted"));
    }

    @Test
    void aPersonActsOnlyForThemselves() {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);

        PrivacyForms other = PrivacyForms.of("person", Api.freshPerson());
        other.decide(company, "withdraw", Map.of("user", person)).then().statusCode(409);

        other.get("/privacy?user=" + person).then().body(not(containsString("contact-" + company)));
        Api.as("person", person).get(Api.contact(company, person)).then().body("state", equalTo("accepted"));
    }

    @Test
    void aDeviceOpensThePageOfItsPerson() {
        String person = Api.freshPerson();

        PrivacyForms.of("device", person + "/d-1")
                .get("/privacy")
                .then()
                .body(containsString("Signed in as " + person));
    }

    @Test
    void aCompanyIsNotLetIn() {
        String token = TOKENS.token("company", Api.freshCompany());

        new PrivacyForms()
                .signIn(token)
                .then()
                .statusCode(403)
                .body(containsString("This token belongs to no person"))
                .header("Set-Cookie", not(containsString(PrivacyForms.SESSION)));
        for (String page : List.of("/privacy", "/privacy/history", "/privacy/export", "/privacy/register")) {
            RestAssured.given()
                    .cookie(PrivacyForms.SESSION, token)
                    .get(page)
                    .then()
                    .statusCode(403)
                    .contentType("text/html")
                    .body(containsString("This page is not for you"));
        }
    }

    @Test
    void aTokenThatIsOverOrForgedOpensNothing() {
        String person = Api.freshPerson();
        String over = TOKENS.token("person", person, Instant.now().minus(Duration.ofDays(2)), Duration.ofHours(1));

        for (String token : List.of(over, over + "x", "not-a-token", "")) {
            new PrivacyForms().signIn(token).then().statusCode(401).body(containsString("is not valid"));
        }
        RestAssured.given()
                .cookie(PrivacyForms.SESSION, over)
                .get("/privacy")
                .then()
                .statusCode(200)
                .body(containsString("Your session is over"))
                .body(not(containsString(person)));
    }

    @ParameterizedTest
    @CsvSource({
        "block?company=shop,/privacy/block?company=shop",
        "history,/privacy/history",
        "//elsewhere.example,/privacy",
        "https://elsewhere.example/x,/privacy",
        "../v1/companies,/privacy",
        "'block?company=a&b=https://elsewhere.example',/privacy"
    })
    void aSessionLeadsOnToPagesBelowAndNowhereElse(String to, String led) {
        String token = TOKENS.token("person", Api.freshPerson());

        Response signedIn = new PrivacyForms().post("/privacy/session", Map.of("token", token, "to", to));

        assertThat(URI.create(signedIn.header("Location")).getHost()).isEqualTo("localhost");
        assertThat(signedIn.header("Location")).endsWith(led);
    }

    @Test
    void anotherLanguageAsksForTheSame() {
        PrivacyForms forms = PrivacyForms.of("person", Api.freshPerson());
        forms.get("/privacy/block?company=shop&lang=en")
                .then()
                .body(containsString("href=\"/privacy/block?company=shop&amp;lang=de\""));
        forms.get("/privacy/block?company=shop&lang=de")
                .then()
                .body(containsString("<h1 id=\"block\">shop blockieren?"));
    }

    @Test
    void whoIsNotSignedInIsLedBackToWhatTheyWanted() {
        new PrivacyForms()
                .get("/privacy/block?company=shop")
                .then()
                .statusCode(200)
                .body(containsString("name=\"to\" value=\"block?company=shop\""));
    }

    @Test
    void whoSignsOutIsAStrangerAgain() {
        PrivacyForms forms = PrivacyForms.of("person", Api.freshPerson());

        forms.post("/privacy/session/end", Map.of()).then().statusCode(303);

        forms.get("/privacy").then().body(containsString("Open it from your messenger"));
        forms.get("/privacy/history").then().statusCode(401).contentType("text/html");
    }

    @Test
    void aPageRunsOnlyWhatWeServeAndIsKeptAndFramedNowhere() {
        PrivacyForms.of("person", Api.freshPerson())
                .get("/privacy")
                .then()
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .body(not(containsString("style=")))
                .body(not(containsString("http://")))
                .body(not(containsString("https://")));
    }

    @ParameterizedTest
    @CsvSource({
        "de,Deine Privatsphäre",
        "'de-AT,en;q=0.5',Deine Privatsphäre",
        "'fr,en;q=0.5',Your privacy",
        "'???',Your privacy"
    })
    void thePageSpeaksTheLanguageThatIsAskedFor(String asked, String title) {
        PrivacyForms.of("person", Api.freshPerson())
                .reading(asked)
                .get("/privacy")
                .then()
                .body(containsString("<h1>" + title + "</h1>"));
    }

    @Test
    void aChosenLanguageIsRemembered() {
        PrivacyForms forms = PrivacyForms.of("person", Api.freshPerson());

        forms.get("/privacy/history?lang=de").then().body(containsString("<h1>Dein Verlauf</h1>"));

        forms.get("/privacy").then().header("Content-Language", "de");
        forms.get("/privacy?lang=fr").then().header("Content-Language", "de");
    }

    @Test
    void theApiHandsOutNoTokensForForms() {
        Response answer = Api.as("person", "p-1").get("/v1/people/p-1/contacts");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.cookies()).isEmpty();
        assertThat(answer.header("Content-Security-Policy")).isNull();
    }
}
