package io.assent.consent;

import io.assent.servers.ServersTestResource;
import io.restassured.RestAssured;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The privacy page as a browser without scripts uses it: it keeps cookies, sends forms, follows redirects by itself. */
final class PrivacyForms {
    static final String SESSION = "assent_session";
    static final String TOKEN_FIELD = "csrf-token";

    private static final Pattern HIDDEN_TOKEN = Pattern.compile("name=\"" + TOKEN_FIELD + "\" value=\"([^\"]+)\"");
    private static final Pattern HIDDEN_VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    private final CookieFilter cookies = new CookieFilter();
    private String language = "en";

    /** A person with an open session. */
    static PrivacyForms of(String role, String id) {
        PrivacyForms forms = new PrivacyForms();
        forms.signIn(ServersTestResource.tokens().token(role, id)).then().statusCode(303);
        return forms;
    }

    PrivacyForms reading(String wanted) {
        language = wanted;
        return this;
    }

    Response signIn(String token) {
        return post("/privacy/session", Map.of("token", token));
    }

    Response get(String path) {
        return request().get(path);
    }

    /** Loads the page for its token first, as a person must. */
    Response post(String path, Map<String, ?> fields) {
        String token = field(HIDDEN_TOKEN, get("/privacy").asString());
        return postWith(Map.of(TOKEN_FIELD, token), path, fields);
    }

    Response postWith(Map<String, String> token, String path, Map<String, ?> fields) {
        return request()
                .contentType(ContentType.URLENC)
                .formParams(token)
                .formParams(fields)
                .post(path);
    }

    /** Sends the form of the contact that is shown on the page. */
    Response decide(String company, String move, Map<String, ?> fields) {
        return post("/privacy/contacts/" + company + "/" + move, fields);
    }

    /** The version of the contact that the page shows; there must be one contact. */
    String version() {
        return field(HIDDEN_VERSION, get("/privacy").asString());
    }

    RequestSpecification request() {
        return RestAssured.given()
                .filter(cookies)
                .header("Accept-Language", language)
                .redirects()
                .follow(false);
    }

    private static String field(Pattern pattern, String html) {
        Matcher matcher = pattern.matcher(html);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + html);
        }
        return matcher.group(1);
    }
}
