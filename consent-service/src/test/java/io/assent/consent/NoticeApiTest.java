package io.assent.consent;

import static io.assent.consent.Api.NOTICE;
import static io.assent.consent.Api.publish;
import static io.assent.consent.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class NoticeApiTest {
    private String company;
    private String person;

    @BeforeEach
    void givenACompanyWithANotice() {
        company = Api.freshCompany();
        person = Api.freshPerson();
    }

    @Test
    void aNoticeIsPublishedOnceAndNeverChanges() {
        publish(company, "v2", "de", NOTICE).statusCode(201);

        publish(company, "v2", "de", NOTICE).statusCode(200).body("title", equalTo("May we write to you?"));
        refused(publish(company, "v2", "de", NOTICE.replace("Two", "Three")), 409, "notice_exists");
        assertThat(Database.value("select count(*) from notice where company = ?", company))
                .isEqualTo("2");
    }

    @Test
    void theHashIsThatOfTheCanonicalJson() throws Exception {
        String canonical = ("{'company':'%s','consentValidDays':365,'controllerContact':'privacy@shop.example',"
                        + "'language':'de','purposes':['chat','notifications.marketing','notifications.utility'],"
                        + "'retention':'Two years.','text':'Über Ihre\\nBestellungen \\\"A\\\".','title':'Dürfen wir?',"
                        + "'validFrom':'2020-01-01T00:00:00Z','validUntil':'2099-01-01T00:00:00Z','version':'v2'}")
                .formatted(company)
                .replace('\'', '"');
        String content = """
                {"title":"Dürfen wir?","text":"Über Ihre\\nBestellungen \\"A\\".","validUntil":"2099-01-01T01:00:00+01:00",
                 "controllerContact":"privacy@shop.example","retention":"Two years.","consentValidDays":365,
                 "purposes":["notifications.utility","chat","notifications.marketing"],
                 "validFrom":"2020-01-01T00:00:00.000Z"}""";

        String hash =
                publish(company, "v2", "de", content).statusCode(201).extract().path("hash");

        byte[] expected = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        assertThat(hash).isEqualTo(HexFormat.of().formatHex(expected));
    }

    @Test
    void allLanguagesOfAVersionNameTheSamePurposes() {
        refused(
                publish(company, "v1", "de", NOTICE.replace(",\"notifications.marketing\"", "")),
                409,
                "notice_purposes_differ");
        publish(company, "v1", "de", NOTICE).statusCode(201);
    }

    @Test
    void allLanguagesOfAVersionAreForTheSameAudience() {
        String adults = NOTICE.strip().replaceFirst("}$", ",\"audience\":\"adults\"}");
        publish(company, "v2", "en", adults).statusCode(201);

        refused(publish(company, "v2", "de", NOTICE), 409, "notice_audience_differs");
        publish(company, "v2", "de", adults).statusCode(201);
    }

    @Test
    void aNoticeForEverybodyIsTheSameWhetherItSaysSoOrNot() {
        String everybody = NOTICE.strip().replaceFirst("}$", ",\"audience\":\"everybody\"}");

        publish(company, "v1", "en", everybody).statusCode(200).body("audience", nullValue());
    }

    @Test
    void twoLanguagesThatArePublishedAtOnceCannotDiffer() throws Exception {
        try (Connection other = ServersTestResource.servers().superuser(ServersTestResource.database())) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement("select 1 from company where id = ? for no key update");
                    var insert = other.prepareStatement("insert into notice select company, 'raced', language,"
                            + " replace(content, ',\"notifications.marketing\"', ''), hash, published_at"
                            + " from notice where company = ?")) {
                lock.setString(1, company);
                lock.executeQuery().close();
                insert.setString(1, company);
                insert.executeUpdate();
            }
            CompletableFuture<ValidatableResponse> second =
                    CompletableFuture.supplyAsync(() -> publish(company, "raced", "de", NOTICE));
            Awaitility.await()
                    .until(() -> second.isDone()
                            || !Database.value("select pid from pg_stat_activity where wait_event_type = 'Lock'"
                                            + " and query like '%for no key update%'")
                                    .isEmpty());
            other.commit();

            refused(second.get(20, TimeUnit.SECONDS), 409, "notice_purposes_differ");
        }
    }

    @Test
    void everybodyWithATokenReadsNotices() {
        for (String role : List.of("person", "device", "company", "operator")) {
            Api.as(role, role.equals("device") ? "somebody/d-1" : "somebody")
                    .get(notices() + "/v1/en")
                    .then()
                    .statusCode(200)
                    .body("text", equalTo("About your orders."))
                    .body("purposes", contains("chat", "notifications.marketing", "notifications.utility"));
        }
        Api.as("person", person)
                .get(notices())
                .then()
                .statusCode(200)
                .body("notices.version", contains("v1"))
                .body("notices[0].text", nullValue());
        refused(Api.as("person", person).get(notices() + "/v1/fr").then(), 404, "unknown_notice");
    }

    @Test
    void aCompanyPublishesItsOwnNoticesAndNoOthers() {
        refused(
                Api.as("company", "another")
                        .body(NOTICE)
                        .put(notices() + "/v2/en")
                        .then(),
                403,
                "subject_mismatch");
        refused(Api.as("person", person).body(NOTICE).put(notices() + "/v2/en").then(), 403, "forbidden");
        refused(publish("nobody-knows", "v2", "en", NOTICE), 404, "unknown_company");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"About your orders.\" ; \"\"",
                "\"About your orders.\" ; \"\\u0000\"",
                "\"About your orders.\" ; \"half \\ud800\"",
                "\"Two years.\"         ; null",
                "[\"chat\",             ; [\"spam\",",
                "[\"chat\",             ; [null,",
                "\"2020-01-01T00:00:00Z\" ; \"tomorrow\"",
                "\"2020-01-01T00:00:00Z\" ; \"2020-01-01T00:00:00Z\",\"validUntil\":\"2020-01-01T00:00:00Z\"",
                "\"2020-01-01T00:00:00Z\" ; \"2020-01-01T00:00:00Z\",\"consentValidDays\":0",
                "\"2020-01-01T00:00:00Z\" ; \"2020-01-01T00:00:00Z\",\"audience\":\"dogs\"",
            })
    void aNoticeOfAnotherShapeIsRefused(String part, String wrong) {
        refused(publish(company, "v2", "en", NOTICE.replace(part.strip(), wrong.strip())), 400, "invalid_field");
    }

    @Test
    void aRequestIsRefusedThatItsNoticeDoesNotCarry() {
        publish(
                        company,
                        "old",
                        "en",
                        NOTICE.replace(
                                "\"2020-01-01T00:00:00Z\"",
                                "\"2020-01-01T00:00:00Z\"," + "\"validUntil\":\"2021-01-01T00:00:00Z\""))
                .statusCode(201);
        String other = Api.freshCompany();
        publish(other, "theirs", "en", NOTICE).statusCode(201);

        refused(ask("v9", "en", "chat"), 422, "unknown_notice");
        refused(ask("v1", "de", "chat"), 422, "unknown_notice");
        refused(ask("theirs", "en", "chat"), 422, "unknown_notice");
        refused(ask("old", "en", "chat"), 422, "notice_not_valid");
        refused(ask("v1", "en", "notifications.authentication"), 422, "purpose_not_in_notice");
    }

    @Test
    void aConsentNamesTheNoticeThatWasShown() {
        String hash = Api.as("person", person).get(notices() + "/v1/en").path("hash");
        Api.accepted(company, person);

        var event = Log.data(Log.of(person, company).getLast());
        assertThat(event.path("noticeVersion").asText()).isEqualTo("v1");
        assertThat(event.path("noticeLanguage").asText()).isEqualTo("en");
        assertThat(event.path("noticeHash").asText()).isEqualTo(hash);
    }

    private ValidatableResponse ask(String version, String language, String purpose) {
        return Api.as("company", company)
                .body("{\"user\":\"%s\",\"purposes\":[\"%s\"],\"noticeVersion\":\"%s\",\"language\":\"%s\"}"
                        .formatted(person, purpose, version, language))
                .post("/v1/companies/" + company + "/contact-requests")
                .then();
    }

    private String notices() {
        return "/v1/companies/" + company + "/notices";
    }
}
