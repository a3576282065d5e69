package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the page says while Kafka is silent. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(PrivacyOutageTest.Impatient.class)
class PrivacyOutageTest {
    /** Waits for Kafka for a second. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("assent.consent.publish-timeout", "1s");
        }
    }

    @Test
    void aWithdrawalThatIsNotConfirmedIsSaidToBeNotYetAndCanBeRepeated() {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);
        PrivacyForms forms = PrivacyForms.of("person", person);
        String token =
                forms.get("/privacy").asString().replaceAll("(?s).*?name=\"csrf-token\" value=\"([^\"]+)\".*", "$1");
        Map<String, String> form = Map.of(PrivacyForms.TOKEN_FIELD, token);
        String withdraw = "/privacy/contacts/" + company + "/withdraw";

        ServersTestResource.servers().pauseKafka();
        try {
            Response told = forms.postWith(form, withdraw, Map.of("purpose", "chat"));
            assertThat(told.statusCode()).isEqualTo(503);
            assertThat(told.asString())
                    .contains(
                            "Not yet", "something may still reach you", "Try again", "name=\"purpose\" value=\"chat\"")
                    .doesNotContain("Nothing more will reach you", "Done and confirmed");

            Response looked = forms.get("/privacy?at=" + company);
            assertThat(looked.statusCode()).isEqualTo(503);
            // The head repeats what was asked for; nothing of what is stored is told.
            String content = looked.asString().replaceFirst("(?s).*<main", "");
            assertThat(content).contains("Not yet").doesNotContain("Done and confirmed", company);
        } finally {
            ServersTestResource.servers().resumeKafka();
        }

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(forms.postWith(form, withdraw, Map.of()).statusCode()).isEqualTo(303);
            assertThat(forms.get("/privacy?at=" + company).asString()).contains("Nothing more will reach you");
        });
    }
}
