package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who opens an inbox, and whose. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class InboxSessionTest {
    private static final String SESSION = "assent_session";
    private static final String FORM = "csrf-token";
    private static final String FORM_TOKEN = "bm90LXNlY3JldC1pdC1pcy10aGUtc2FtZS1pbi1ib3Q";

    private Person person;

    @BeforeEach
    void aPerson() {
        person = World.person();
    }

    @Test
    void theSessionIsACookieThatNoScriptReadsAndNoForeignPageSends() {
        Cookie cookie = signIn(BrowserDevice.token(person, "tablet")).getDetailedCookie(SESSION);

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/inbox");
    }

    @ParameterizedTest
    @CsvSource({"person,mara", "company,shop", "operator,ops"})
    void onlyADeviceIsLetIn(String role, String id) {
        String token = ServersTestResource.tokens().token(role, id);

        signIn(token)
                .then()
                .statusCode(403)
                .body(containsString("This token belongs to no device"))
                .header("Set-Cookie", not(containsString(SESSION)));
        RestAssured.given().cookie(SESSION, token).get("/inbox").then().statusCode(403);
    }

    @Test
    void thePageLeavesHereWithoutMessagesAndRunsOnlyWhatWeServe() {
        as(person, "tablet")
                .get("/inbox")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("Cache-Control", "no-store")
                .body(containsString("data-person=\"" + person.id() + "\""))
                .body(not(containsString("style=")))
                .body(not(containsString("onclick")));
    }

    @Test
    void theCookieOpensPagesAndNotTheApi() {
        RestAssured.given()
                .cookie(SESSION, BrowserDevice.token(person, person.device()))
                .contentType(ContentType.JSON)
                .body("{\"receipts\":[{\"messageId\":\"m-1\",\"status\":\"read\"}]}")
                .post("/v1/receipts")
                .then()
                .statusCode(401)
                .body("reason", equalTo("unauthenticated"));
    }

    @Test
    void aKeyIsPublishedAndReadByWhoMayWrite() {
        String company = World.company();
        World.accepted(person, company);

        assertThat(publish(person, "tablet", FORM_TOKEN).statusCode()).isEqualTo(204);

        World.as("company", company)
                .get("/v1/people/" + person.id() + "/keys")
                .then()
                .body("keys.find { it.device == 'tablet' }.kid", equalTo("k-tablet"));
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        for (String token : List.of("", "bm90LXRoZS1vbmUtdGhhdC13YXMtZ2l2ZW4tb3V0LTE")) {
            assertThat(publish(person, "notebook", token).statusCode()).isEqualTo(400);
        }
        assertThat(World.query("select count(*) from device_key where device = 'notebook'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain"})
    void whatIsNoFormIsNotTaken(String type) {
        as(person, "tablet")
                .contentType(type)
                .body("{\"kid\":\"k\"}")
                .post(root(person, "tablet") + "/key")
                .then()
                .statusCode(415);
    }

    /** The session has become another's in a second tab: the first one must not publish its key for them, nor listen for them. */
    @Test
    void aPageThatWasLeftOpenActsForNobodyElse() {
        Person other = World.person();
        for (String left : List.of(root(person, "tablet"), root(other, "laptop"), root(person, "phone"))) {
            RequestSpecification session = as(other, "tablet");
            assertThat(session.get(left + "/stream").statusCode()).as(left).isEqualTo(403);
            assertThat(session.get(left + "/companies/shop/key").statusCode()).isEqualTo(403);
            for (String form : List.of("key", "receipts", "replies")) {
                Response answer = as(other, "tablet")
                        .cookie(FORM, FORM_TOKEN)
                        .formParam(FORM, FORM_TOKEN)
                        .formParam("read", "m-1")
                        .post(left + "/" + form);
                assertThat(answer.statusCode()).as(left + "/" + form).isEqualTo(403);
            }
        }
        assertThat(World.query("select count(*) from device_key where person = '" + other.id() + "'"))
                .as("that of its own device")
                .isEqualTo("1");
    }

    @Test
    void blockingIsOneStepAwayOnThePrivacyPageAndAsTheSamePerson() {
        String token = BrowserDevice.token(person, "tablet");

        String way = RestAssured.given()
                .redirects()
                .follow(false)
                .cookie(SESSION, token)
                .get("/inbox/privacy?company=parcel-shop")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");

        assertThat(way).contains("/privacy/session?to=block").endsWith("parcel-shop#token=" + token);
    }

    private static RequestSpecification as(Person who, String device) {
        return RestAssured.given().cookie(SESSION, BrowserDevice.token(who, device));
    }

    private static String root(Person who, String device) {
        return "/inbox/people/" + who.id() + "/devices/" + device;
    }

    private static Response signIn(String token) {
        return RestAssured.given()
                .redirects()
                .follow(false)
                .cookie(FORM, FORM_TOKEN)
                .formParams(Map.of(FORM, FORM_TOKEN, "token", token))
                .post("/inbox/session");
    }

    private static Response publish(Person who, String device, String formToken) {
        ECKey key = Sealing.key("k-" + device);
        return as(who, device)
                .cookie(FORM, FORM_TOKEN)
                .formParams(Map.of(
                        FORM,
                        formToken,
                        "kid",
                        key.getKeyID(),
                        "x",
                        key.getX().toString(),
                        "y",
                        key.getY().toString()))
                .post(root(who, device) + "/key");
    }
}
