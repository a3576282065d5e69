package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.assent.notification.World.Person;
import io.assent.notification.delivery.MessageIds;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a company can find out about its messages. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class OutcomeTest {
    private String company;
    private Person person;

    @BeforeEach
    void givenACompanyAndAPerson() {
        company = World.company();
        person = World.person();
    }

    @Test
    void aMessageShowsEveryStepThatItMade() throws Exception {
        World.accepted(person, company);
        String id = send("m", person, "utility");
        handedOverAndRead(id);

        JsonPath life = get("/" + id).jsonPath();

        assertThat(life.getString("status")).isEqualTo("read");
        assertThat(life.getString("eventId")).isEqualTo("m");
        assertThat(life.getList("timeline.status")).containsExactly("accepted", "sent", "delivered", "read");
        List<Instant> times = life.getList("timeline.at", String.class).stream()
                .map(Instant::parse)
                .toList();
        assertThat(times).isSorted();
    }

    @Test
    void aCancelledMessageShowsWhenAndWhy() {
        World.accepted(person, company);
        String queued = send("m", person, "utility");
        World.consent(person, company, "withdrawn", false);
        World.awaitStatus(queued, "suppressed cancelled_by_withdrawal");
        String refused = send("n", person, "utility");

        JsonPath cancelled = get("/" + queued).jsonPath();

        assertThat(cancelled.getList("timeline.status")).containsExactly("accepted", "suppressed");
        assertThat(cancelled.getString("timeline[1].reason")).isEqualTo("cancelled_by_withdrawal");
        assertThat(Instant.parse(cancelled.getString("timeline[1].at"))).isBefore(Instant.now());
        assertThat(get("/" + refused).jsonPath().getList("timeline.status")).containsExactly("suppressed");
    }

    @Test
    void theListIsSearchedByWhatIsKnownOfAMessage() {
        Person other = World.person();
        World.accepted(person, company);
        String queued = send("1", person, "utility");
        String marketing = send("2", person, "marketing");
        Instant between = Instant.now();
        String suppressed = send("3", other, "utility");

        assertThat(ids("")).containsExactly(suppressed, marketing, queued);
        assertThat(ids("status=accepted")).containsExactly(marketing, queued);
        assertThat(ids("status=suppressed&reason=no_consent")).containsExactly(suppressed);
        assertThat(ids("reason=blocked")).isEmpty();
        assertThat(ids("category=marketing")).containsExactly(marketing);
        assertThat(ids("user=" + other.id())).containsExactly(suppressed);
        assertThat(ids("from=" + between)).containsExactly(suppressed);
        assertThat(ids("to=" + between)).containsExactly(marketing, queued);
        assertThat(World.as("company", World.company())
                        .get("/v1/notifications")
                        .jsonPath()
                        .getList("messages"))
                .isEmpty();
    }

    @Test
    void pagesShowEachMessageOnceWhateverComesMeanwhile() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            World.sendByKafka(company, person, "m-" + i, request(person, "utility"));
            sent.add(MessageIds.of(company, "m-" + i));
        }
        sent.forEach(World::decided);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = get("?limit=2" + cursor).jsonPath();
            seen.addAll(page.getList("messages.messageId"));
            send("meanwhile-" + seen.size(), person, "utility");
            String next = page.getString("next");
            cursor = next == null ? null : "&cursor=" + next;
        } while (cursor != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void rowsOfOneTimeAreSharedOutAmongPages() {
        World.query(
                "insert into message (id, company, event_id, body_hash, person, category, state, expires_at, occurred_at,"
                        + " recorded_at) select '" + company + "-' || n, '" + company
                        + "', n, '', 'p', 'utility', 'queued',"
                        + " now() + interval '1 day', now(), now() from generate_series(1, 5) as n");

        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = get("?limit=2" + cursor).jsonPath();
            seen.addAll(page.getList("messages.eventId"));
            String next = page.getString("next");
            cursor = next == null ? null : "&cursor=" + next;
        }

        assertThat(seen).containsExactly("5", "4", "3", "2", "1");
    }

    @Test
    void whatIsRareIsFoundInBoundedSteps() {
        World.query(
                "insert into message (id, company, event_id, body_hash, person, category, state, reason, expires_at,"
                        + " occurred_at, recorded_at) select '" + company + "-' || n, '" + company
                        + "', n, '', 'p', 'utility',"
                        + " 'suppressed', case n when 1 then 'blocked' else 'no_consent' end, now(), now(), now()"
                        + " from generate_series(1, 10001) as n");

        JsonPath first = get("?reason=blocked").jsonPath();
        JsonPath second =
                get("?reason=blocked&cursor=" + first.getString("next")).jsonPath();

        assertThat(first.getList("messages")).isEmpty();
        assertThat(second.getList("messages.eventId")).containsExactly("1");
        assertThat(second.getString("next")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=501",
                "?limit=ten",
                "?status=queued",
                "?category=spam",
                "?reason=No%20Consent",
                "?from=yesterday",
                "?to=%2B999999999-01-01T00:00:00Z",
                "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "?cursor=abc",
                "?cursor=f_________8AAAAAAAAAAA",
                "/funnel?by=minute",
                "/funnel?from=soon",
                "/funnel?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z",
                "/funnel?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
            })
    void whatCannotBeAskedIsRefused(String query) {
        World.as("company", company)
                .urlEncodingEnabled(false)
                .get("/v1/notifications" + query)
                .then()
                .statusCode(400)
                .body("reason", equalTo("invalid_field"));
    }

    @Test
    void nobodyElseSeesAMessage() {
        String id = send("m", person, "utility");

        World.as("company", World.company())
                .get("/v1/notifications/" + id)
                .then()
                .statusCode(404)
                .body("reason", equalTo("not_found"));
        person.api().get("/v1/notifications").then().statusCode(403).body("reason", equalTo("forbidden"));
    }

    @Test
    void theFunnelEqualsTheOutcomes() throws Exception {
        Instant began = Instant.now();
        Person other = World.person();
        World.accepted(person, company);
        handedOverAndRead(send("1", person, "utility"));
        send("2", other, "utility");
        send("3", other, "marketing");
        String queued = send("4", person, "marketing");
        send("4", person, "marketing");
        World.consent(person, company, "withdrawn", false);
        World.awaitStatus(queued, "suppressed cancelled_by_withdrawal");

        Map<String, Integer> counted = new HashMap<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            counted.clear();
            counted.putAll(funnel(began, "hour"));
            return counted.values().stream().mapToInt(Integer::intValue).sum() >= 8;
        });

        assertThat(counted)
                .isEqualTo(Map.of(
                        "utility accepted null", 1,
                        "utility sent null", 1,
                        "utility delivered null", 1,
                        "utility read null", 1,
                        "utility suppressed no_consent", 1,
                        "marketing suppressed no_consent", 1,
                        "marketing accepted null", 1,
                        "marketing suppressed cancelled_by_withdrawal", 1));
        assertThat(funnel(began, "day")).isEqualTo(counted);
        assertThat(ids("status=suppressed")).hasSize(3);
    }

    private Map<String, Integer> funnel(Instant from, String by) {
        JsonPath funnel = get("/funnel?by=" + by + "&from=" + from).jsonPath();
        Map<String, Integer> counts = new HashMap<>();
        for (Map<String, Object> count : funnel.<Map<String, Object>>getList("counts")) {
            counts.merge(
                    count.get("category") + " " + count.get("status") + " " + count.get("reason"),
                    (Integer) count.get("messages"),
                    Integer::sum);
        }
        return counts;
    }

    private Response get(String below) {
        return World.as("company", company)
                .get("/v1/notifications" + below)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private List<String> ids(String query) {
        return get(query.isEmpty() ? "" : "?" + query).jsonPath().getList("messages.messageId");
    }

    private static String request(Person to, String category, String company) {
        return World.request(to, category, to.sealed(company, "x"));
    }

    private String request(Person to, String category) {
        return request(to, category, company);
    }

    /** Returns when it is decided. */
    private String send(String eventId, Person to, String category) {
        World.sendByKafka(company, to, eventId, request(to, category));
        String id = MessageIds.of(company, eventId);
        World.decided(id);
        return id;
    }

    private void handedOverAndRead(String id) throws Exception {
        try (Inbox inbox = new Inbox(person)) {
            await().until(() -> !inbox.received().isEmpty());
        }
        person.api()
                .body("{\"receipts\":[{\"messageId\":\"%s\",\"status\":\"read\"}]}".formatted(id))
                .post("/v1/receipts")
                .then()
                .statusCode(200)
                .body("results.result", contains("recorded"));
    }
}
