package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.browser.Setting;
import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages and answers are found in the browser, and in nothing that was served, sent, stored or logged. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@Tag("browser")
class InboxBlindTest {
    private static final String CANARY = "canary-in-a-message-7Q2";
    private static final String ANSWER = "canary-in-an-answer-9X4";
    private static final Map<String, Integer> TOPICS =
            Map.of("notification.requests", 24, "notification.requests.dead", 24, "notification.deliveries", 24);

    @Test
    void onlyTheBrowserAndTheCompanyKnowWhatIsWritten() throws Exception {
        Person person = World.person();
        String company = World.company();
        World.accepted(person, company);
        var companyKey = Sealing.key("k");
        World.as("company", company)
                .body(companyKey.toPublicJWK().toJSONString())
                .put("/v1/companies/" + company + "/key");

        try (LogLines log = new LogLines();
                BrowserDevice device = new BrowserDevice(Setting.phone("en"), person);
                HttpClient client = HttpClient.newHttpClient()) {
            StringBuffer served = new StringBuffer();
            try (InputStream stream = listening(client, person, device.device())) {
                Thread.ofVirtual().start(() -> read(stream, served));
                String sealed = device.sealed(company, CANARY);
                String id = World.sendByRest(company, "c", World.request(person, "utility", sealed));
                device.shows(CANARY);
                Awaitility.await().until(() -> served.toString().contains(sealed));
                World.awaitStatus(id, "read");
                device.browser().find(".reply textarea").sendKeys(ANSWER);
                device.browser().find(".reply button").click();
                device.shows(ANSWER);

                refused(person, device.device());
                assertThat(log.text()).contains("status=400").doesNotContain(CANARY, ANSWER, person.id());
                assertThat(served).doesNotContain(CANARY);
                assertThat(stored()).contains(id, company).doesNotContain(CANARY, ANSWER);
                assertThat(published()).contains(sealed).doesNotContain(CANARY, ANSWER);
            }
        }
    }

    /** What is refused is what is logged. */
    private static void refused(Person person, String device) {
        person.api()
                .body("{\"receipts\":[{\"messageId\":\"%s\"}]}".formatted(CANARY))
                .post("/v1/receipts");
        person.api().body(CANARY).put("/v1/devices/" + device + "/key");
    }

    private static InputStream listening(HttpClient client, Person person, String device) throws Exception {
        String path = "/inbox/people/" + person.id() + "/devices/" + device + "/stream";
        return client.send(
                        HttpRequest.newBuilder(URI.create(BrowserDevice.address(path)))
                                .header("Cookie", "assent_session=" + BrowserDevice.token(person, device))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private static void read(InputStream stream, StringBuffer into) {
        try {
            for (int next = stream.read(); next >= 0; next = stream.read()) {
                into.append((char) next);
            }
        } catch (java.io.IOException closed) {
            // the test has seen enough
        }
    }

    /** Every row of every table of the service, as text. */
    private static String stored() {
        return World.query(
                "select string_agg(query_to_xml('select * from ' || quote_ident(table_name), true, false, '')::text, '')"
                        + " from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
    }

    private static String published() {
        List<String> records = new ArrayList<>();
        TOPICS.forEach((topic, partitions) -> records.addAll(World.topic(topic, partitions)));
        return String.join("\n", records);
    }
}
