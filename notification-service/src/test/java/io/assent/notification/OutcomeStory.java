package io.assent.notification;

import static org.awaitility.Awaitility.await;

import io.assent.notification.World.Person;
import io.assent.notification.delivery.MessageIds;
import io.assent.servers.ServersTestResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A company with messages that came differently far, and with requests that were refused before it was onboarded. */
final class OutcomeStory {
    private final String company;
    private final Person person = World.person();

    OutcomeStory(String company) {
        this.company = company;
    }

    /** Two are read, one is cancelled by a no, three have no consent, and two wait refused. */
    static OutcomeStory told(String company) throws Exception {
        OutcomeStory story = new OutcomeStory(company);
        story.refused("early-1");
        story.refused("early-2");
        World.onboarded(company);
        World.accepted(story.person, company);
        story.read("parcel-1");
        story.read("parcel-2");
        Person stranger = World.person();
        for (int i = 1; i <= 3; i++) {
            World.decided(World.sendByRest(
                    company, "cold-" + i, World.request(stranger, "marketing", stranger.sealed(company, "x"))));
        }
        await().atMost(Duration.ofSeconds(40))
                .until(() -> World.query("select coalesce(sum(messages), 0) from outcome_count where company = '"
                                + company + "' and status in ('read', 'suppressed')")
                        .equals("5"));
        return story;
    }

    String company() {
        return company;
    }

    String message(String eventId) {
        return MessageIds.of(company, eventId);
    }

    /** One more, while the page is open. */
    void read(String eventId) throws Exception {
        String id = World.sendByRest(company, eventId, World.request(person, "utility", person.sealed(company, "x")));
        try (Inbox inbox = new Inbox(person)) {
            await().until(() -> inbox.received().stream()
                    .anyMatch(message -> message.toString().contains(id)));
            person.api()
                    .body("{\"receipts\":[{\"messageId\":\"" + id + "\",\"status\":\"read\"}]}")
                    .post("/v1/receipts")
                    .then()
                    .statusCode(200);
        }
        World.awaitStatus(id, "read");
    }

    private void refused(String eventId) throws Exception {
        createTopic();
        World.sendByKafka(company, person, eventId, World.request(person, "utility", person.sealed(company, "x")));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> World.query("select count(*) from dead_letter where company = '" + company
                                + "' and event_id = '" + eventId + "'")
                        .equals("1"));
    }

    private void createTopic() throws Exception {
        String topic = "notification.requests." + company;
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", ServersTestResource.servers().bootstrapServers()))) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1)))
                        .all()
                        .get();
            }
        }
    }
}
