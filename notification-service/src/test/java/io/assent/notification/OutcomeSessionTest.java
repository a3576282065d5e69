package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees what became of messages, and of whose. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class OutcomeSessionTest {
    private static final String SESSION = "assent_session";
    private static final String FORM = "csrf-token";
    private static final String FORM_TOKEN = "bm90LXNlY3JldC1pdC1pcy10aGUtc2FtZS1pbi1ib3Q";

    private String company;

    @BeforeEach
    void givenACompany() {
        company = World.company();
    }

    @Test
    void aSessionOfAnAreaEndsAtItsBorder() {
        Cookie session = signIn("company", company)
                .statusCode(303)
                .header("Location", endsWith("/outcomes"))
                .extract()
                .detailedCookie(SESSION);

        assertThat(session.getPath()).isEqualTo("/outcomes");
        RestAssured.given()
                .cookie(SESSION, ServersTestResource.tokens().token("company", company))
                .get("/inbox")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({"person,mara", "device,mara/phone"})
    void peopleAreNotLetIn(String role, String id) {
        signIn(role, id)
                .statusCode(403)
                .body(containsString("This token belongs to no company"))
                .header("Set-Cookie", not(containsString(SESSION)));
        for (String page : new String[] {"", "/messages", "/dead-letters"}) {
            as(role, id).get("/outcomes" + page).then().statusCode(403);
        }
    }

    @Test
    void anOperatorIsLedToWhatWasRefusedAndSeesNoMessages() {
        as("operator", "ops").get("/outcomes").then().statusCode(303).header("Location", endsWith("/dead-letters"));
        as("operator", "ops").get("/outcomes/dead-letters").then().statusCode(200);
        as("operator", "ops").get("/outcomes/messages").then().statusCode(403);
    }

    @Test
    void aMessageIsShownToItsCompanyAlone() {
        Person person = World.person();
        World.accepted(person, company);
        String id = World.sendByRest(company, "m", World.request(person, "utility", person.sealed(company, "x")));
        World.decided(id);

        as("company", company)
                .get("/outcomes/messages?id=" + id)
                .then()
                .statusCode(200)
                .body(containsString(person.id()));
        as("company", World.company())
                .get("/outcomes/messages?id=" + id)
                .then()
                .statusCode(404)
                .body(not(containsString(person.id())));
    }

    @Test
    void thePageRunsOnlyWhatWeServe() {
        as("company", company)
                .get("/outcomes")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .header("Cache-Control", "no-store")
                .body(not(containsString("style=")))
                .body(not(containsString("onclick")));
        RestAssured.get("/_static/echarts/dist/echarts.min.js").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?span=week", "?span=month&still=true", "?span=x"})
    void eachSpanIsShown(String query) {
        as("company", company)
                .get("/outcomes" + query)
                .then()
                .statusCode(200)
                .body(containsString("Nothing was recorded in this time"));
    }

    @Test
    void aReplayWithoutTheFormsTokenIsRefused() {
        Map<String, String> wish =
                Map.of("reason", "unknown_company", "from", "2026-01-01T00:00", "to", "2026-01-02T00:00");
        as("company", company)
                .formParams(wish)
                .post("/outcomes/dead-letters/replays")
                .then()
                .statusCode(400);
        replay(wish).statusCode(200).body(containsString("Nothing was left to do in this time"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-01-01T00:00:00Z"})
    void aTimeThatIsNoneIsRefused(String from) {
        replay(Map.of("reason", "unknown_company", "from", from, "to", "2026-01-02T00:00"))
                .statusCode(400);
    }

    private ValidatableResponse replay(Map<String, String> wish) {
        return as("company", company)
                .cookie(FORM, FORM_TOKEN)
                .formParam(FORM, FORM_TOKEN)
                .formParams(wish)
                .post("/outcomes/dead-letters/replays")
                .then();
    }

    private static RequestSpecification as(String role, String id) {
        return RestAssured.given()
                .redirects()
                .follow(false)
                .cookie(SESSION, ServersTestResource.tokens().token(role, id));
    }

    private static ValidatableResponse signIn(String role, String id) {
        return RestAssured.given()
                .redirects()
                .follow(false)
                .cookie(FORM, FORM_TOKEN)
                .formParams(Map.of(
                        FORM, FORM_TOKEN, "token", ServersTestResource.tokens().token(role, id)))
                .post("/outcomes/session")
                .then();
    }
}
