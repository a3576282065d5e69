package io.assent.faults.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.player.Api;
import io.assent.local.player.Call;
import io.assent.local.stack.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Makes everybody known: companies, people with their devices and contacts, and posts for them to look at. */
final class Introduction {
    private static final int POSTS = 8;

    private final Scene scene;
    private final Cast cast;
    private final String poster;

    Introduction(Scene scene, Cast cast) {
        this.scene = scene;
        this.cast = cast;
        this.poster = scene.prefix + "-poster";
    }

    void make() throws InterruptedException {
        for (Company company : cast.companies()) {
            onboard(company.id());
            publishNotice(company.id());
        }
        for (int i = 1; i <= POSTS; i++) {
            post(poster + "-" + i);
        }
        for (Person person : cast.everybody()) {
            tell(person);
        }
    }

    private void onboard(String company) throws InterruptedException {
        ObjectNode application = Api.JSON
                .createObjectNode()
                .put("company", company)
                .put("name", "Trial")
                .put("country", "DE")
                .put("vatId", "DE000000000");
        scene.mustBeTaken(Call.post(Service.CONSENT, "/v1/companies", application)
                .as("operator", "operations")
                .once(company));
    }

    private void publishNotice(String company) throws InterruptedException {
        ObjectNode notice = Api.JSON
                .createObjectNode()
                .put("title", "Trial")
                .put("text", "This contact is a part of a trial.")
                .put("controllerContact", "whoever runs the trial")
                .put("retention", "until its end")
                .put("validFrom", "2020-01-01T00:00:00Z");
        notice.putArray("purposes").add("notifications.utility");
        String place = "/v1/companies/" + company + "/notices/" + Company.NOTICE_VERSION + "/" + Company.LANGUAGE;
        scene.mustBeTaken(Call.put(Service.CONSENT, place, notice).as("company", company));
    }

    private void post(String id) throws InterruptedException {
        ObjectNode post = Api.JSON
                .createObjectNode()
                .put("postId", id)
                .put("author", poster)
                .put("kind", "photo");
        publish("status.events", poster, id, "io.assent.status.StatusPosted", post);
    }

    private void tell(Person person) throws InterruptedException {
        ObjectNode known = Api.JSON
                .createObjectNode()
                .put("user", person.id())
                .put("country", "DE")
                .put("language", "de")
                .put("ageBand", "adult")
                .put("version", 1);
        known.putArray("contacts").add(poster);
        publish("people.events", person.id(), person.id(), "io.assent.people.PersonChanged", known);
    }

    private void publish(String topic, String key, String id, String type, ObjectNode data)
            throws InterruptedException {
        byte[] bytes = data.toString().getBytes(StandardCharsets.UTF_8);
        if (!scene.publisher.publish(new EventPublisher.Event(topic, key, id, type, bytes, Instant.now()))) {
            throw new IllegalStateException("Kafka does not take " + type);
        }
    }

    /** Everybody listens, and says yes to all companies and to ads. */
    void agree() throws InterruptedException {
        List<Thread> threads = cast.everybody().stream()
                .map(person -> Thread.ofVirtual().start(() -> {
                    try {
                        agree(person);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void agree(Person person) throws InterruptedException {
        person.device().register();
        person.device().listen();
        for (Company company : cast.companies()) {
            person.grant(company);
        }
        person.chooseAds("personalised");
    }
}
