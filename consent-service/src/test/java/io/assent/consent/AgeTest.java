package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the messenger says of ages, and what it limits. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class AgeTest {
    private static final String CHAT = "{\"purposes\":[\"chat\"]}";

    private String company;
    private String person;

    @BeforeEach
    void givenANoticeForAdults() {
        company = Api.freshCompany();
        person = "aged-" + Api.freshPerson();
        Api.publish(company, "adult", "en", forAdults(Api.NOTICE))
                .statusCode(201)
                .body("audience", equalTo("adults"));
    }

    @Test
    void anAdultIsAskedAndAccepts() {
        Messenger.tells(person, "adult");

        ask().statusCode(201);
        accept().statusCode(200).body("noticeAudience", equalTo("adults"));

        var event = Log.of(person, company).getLast();
        assertThat(Contract.faults(Log.header(event, "ce_type"), Log.data(event)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minor", "unknown"})
    void whoIsNotKnownToBeAnAdultIsNotAskedUnderANoticeForAdults(String band) {
        Messenger.tells(person, band);

        Api.refused(ask(), 422, "not_an_adult");
        ask().body("retriable", equalTo(false));
        Api.request(company, person);
    }

    @Test
    void ofWhomTheMessengerToldNothingCountsAsAMinorForANotice() {
        Api.refused(ask(), 422, "not_an_adult");
    }

    @Test
    void whoTurnsOutToBeAMinorCannotAcceptAndCanDecline() {
        Messenger.tells(person, "adult", 1);
        ask().statusCode(201);
        Messenger.tells(person, "minor", 2);

        Api.refused(accept(), 422, "not_an_adult");

        Api.as("person", person)
                .post(Api.contact(company, person) + "/decline")
                .then()
                .body("state", equalTo("declined"));
    }

    @Test
    void aLineOfAnImportIsRefusedLikewise() {
        String adult = Api.freshPerson();
        Messenger.tells(adult, "adult");
        String line = "%s,accepted,chat,adult,en,2026-01-15T09:30:00Z,crm/17\n";

        imports(line.formatted(person) + line.formatted(adult))
                .body("imported", equalTo(1))
                .body("refused.reason", contains("not_an_adult"))
                .body("refused.line", contains(2));
    }

    @Test
    void personalisedAdsAreRefusedToWhomIsKnownToBeAMinorAndToNobodyElse() {
        chooseAds("personalised").statusCode(200);
        Messenger.tells(person, "minor", 1);
        Api.refused(chooseAds("personalised"), 409, "minor");
        chooseAds("contextual").statusCode(200);
        Messenger.tells(person, "unknown", 2);
        chooseAds("personalised").statusCode(200);
        chooseAds("none").statusCode(200);
        Messenger.tells(person, "adult", 3);
        chooseAds("personalised").statusCode(200);
    }

    @Test
    void aKeyThatWasAnsweredIsAnsweredAlikeWhateverTheAgeIsNow() {
        String first = withKey("personalised").statusCode(200).extract().asString();
        Messenger.tells(person, "minor");

        assertThat(withKey("personalised").statusCode(200).extract().asString()).isEqualTo(first);
    }

    @Test
    void theNewestVersionWinsInWhateverOrderTheyCome() {
        Messenger.tells(person, "minor", 5);
        Messenger.tells(person, "adult", 4);
        assertThat(band()).isEqualTo("minor 5");

        Messenger.tells(person, "minor", 5);
        assertThat(band()).isEqualTo("minor 5");
    }

    @Test
    void aTombstoneForgetsThePerson() {
        Messenger.tells(person, "adult", 7);
        Messenger.forgets(person);
        assertThat(band()).isEmpty();

        Messenger.tells(person, "minor", 1);
        assertThat(band()).isEqualTo("minor 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"user\":\"PERSON\",\"version\":9}",
                "{\"ageBand\":\"adult\",\"version\":9}",
                "{\"user\":\"PERSON\",\"ageBand\":\"ancient\",\"version\":9}"
            })
    void poisonIsDeadLetteredAloneAndWhatIsKnownStays(String poison) {
        Messenger.tells(person, "minor", 1);
        long before = letters();

        Messenger.puts(person, poison.replace("PERSON", person));

        assertThat(band()).isEqualTo("minor 1");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> letters() > before);
    }

    @Test
    void theExportTellsTheAgeAndAnErasureForgetsIt() {
        export().body("age", nullValue());
        Messenger.tells(person, "minor", 3);
        export().body("age.band", equalTo("minor")).body("age.version", equalTo(3));

        Api.as("person", person)
                .post("/v1/people/" + person + "/erasure")
                .then()
                .statusCode(202);

        assertThat(band()).isEmpty();
    }

    @Test
    void thePrivacyPageOffersNoProfileToAMinorAndSaysWhy() {
        PrivacyForms forms = PrivacyForms.of("person", person);
        forms.post("/privacy/ads-choice", Map.of("choice", "personalised"))
                .then()
                .statusCode(303);
        Messenger.tells(person, "minor");

        forms.get("/privacy")
                .then()
                .body(not(containsString("value=\"personalised\"")))
                .body(containsString("value=\"contextual\" checked"))
                .body(containsString("Digital Services Act, Article 28"))
                .body(containsString("You chose it before"));
        forms.post("/privacy/ads-choice", Map.of("choice", "personalised"))
                .then()
                .statusCode(409)
                .body(containsString("Ads that are chosen for you are not for minors."))
                .body(not(containsString("this counts in every feed")));
        forms.reading("de").get("/privacy").then().body(containsString("Gesetz über digitale Dienste, Artikel 28"));
        Messenger.tells(person, "adult", 2);
        forms.reading("en")
                .get("/privacy")
                .then()
                .body(containsString("value=\"personalised\" checked"))
                .body(not(containsString("Digital Services Act")));
    }

    @Test
    void thePrivacyPageSaysWhomANoticeIsForAndWhyAYesWasNotPossible() {
        Messenger.tells(person, "adult", 1);
        ask().statusCode(201);
        PrivacyForms forms = PrivacyForms.of("person", person);
        forms.get("/privacy").then().body(containsString("For adults only."));
        Messenger.tells(person, "unknown", 2);

        forms.decide(company, "accept", Map.of("purpose", "chat", "version", forms.version()))
                .then()
                .statusCode(422)
                .body(containsString("The company asks adults alone"));
    }

    private static String forAdults(String notice) {
        return notice.strip().replaceFirst("}$", ",\"audience\":\"adults\"}");
    }

    private ValidatableResponse ask() {
        return Api.as("company", company)
                .body("{\"user\":\"%s\",\"purposes\":[\"chat\"],\"noticeVersion\":\"adult\",\"language\":\"en\"}"
                        .formatted(person))
                .post("/v1/companies/" + company + "/contact-requests")
                .then();
    }

    private ValidatableResponse accept() {
        return Api.as("person", person)
                .body(CHAT)
                .post(Api.contact(company, person) + "/accept")
                .then();
    }

    private ValidatableResponse chooseAds(String choice) {
        return Api.as("person", person)
                .body("{\"choice\":\"" + choice + "\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then();
    }

    private ValidatableResponse withKey(String choice) {
        return Api.as("person", person)
                .header("Idempotency-Key", "key-of-" + person)
                .body("{\"choice\":\"" + choice + "\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then();
    }

    private ValidatableResponse imports(String lines) {
        return Api.as("operator", "ops")
                .contentType("text/csv")
                .body("user,status,purposes,noticeVersion,language,decidedAt,evidence\n" + lines)
                .post("/v1/companies/" + company + "/contact-imports")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse export() {
        return Api.as("person", person)
                .get("/v1/people/" + person + "/export")
                .then()
                .statusCode(200);
    }

    /** What the service holds, or nothing. */
    private String band() {
        return Database.value(
                "select coalesce((select band || ' ' || version from person_age where person = ?), '')", person);
    }

    private long letters() {
        return Log.of(Messenger.TOPIC + ".dead").size();
    }
}
