package io.assent.faults.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.faults.cluster.Cluster;
import io.assent.faults.history.Evidence;
import io.assent.faults.history.History;
import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import io.assent.local.player.Answer;
import io.assent.local.player.Api;
import io.assent.local.player.Call;
import io.assent.local.stack.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * The clients of one run. Half of the people always agree, so that one can see whether everything flows; the others change
 * their mind all the time.
 */
public final class Load implements AutoCloseable {
    private static final int STEADY = 6;
    private static final int CHANGING = 6;
    private static final int POSTS = 8;
    private static final long PRICE_MICROS = 2_000;
    private static final long SMALL_BUDGET = 40 * PRICE_MICROS;
    private static final long LARGE_BUDGET = 100_000 * PRICE_MICROS;

    private final Scene scene;
    private final Random random;
    private final List<Company> companies;
    private final List<Person> steady;
    private final List<Person> changing;
    private final Map<String, Company> campaigns = new LinkedHashMap<>();
    private final List<Thread> workers = new ArrayList<>();
    private final List<Thread> background = new CopyOnWriteArrayList<>();

    /** @param prefix of all ids of this run */
    public Load(String prefix, Cluster cluster, long seed) {
        this.scene = new Scene(prefix, cluster);
        this.random = new Random(seed);
        this.companies = Stream.of("faults-a", "faults-b")
                .map(id -> new Company(scene, id))
                .toList();
        this.steady = people("s", STEADY);
        this.changing = people("c", CHANGING);
    }

    private List<Person> people(String kind, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new Person(scene, scene.prefix + "-" + kind + n))
                .toList();
    }

    public History history() {
        return scene.history;
    }

    public List<String> campaigns() {
        return List.copyOf(campaigns.keySet());
    }

    /** Makes everybody known, and gives consent where it is to be steady. */
    public void introduce() throws InterruptedException {
        for (Company company : companies) {
            onboard(company.id());
        }
        String poster = scene.prefix + "-poster";
        for (int i = 1; i <= POSTS; i++) {
            ObjectNode post = Api.JSON
                    .createObjectNode()
                    .put("postId", poster + "-" + i)
                    .put("author", poster)
                    .put("kind", "photo");
            publish("status.events", poster, poster + "-" + i, "io.assent.status.StatusPosted", post);
        }
        for (Person person : everybody()) {
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
        book("large", companies.getFirst(), LARGE_BUDGET);
        book("small", companies.getLast(), SMALL_BUDGET);
        inParallel(everybody(), person -> {
            person.device().register();
            person.device().listen();
            for (Company company : companies) {
                person.grant(company);
            }
            person.chooseAds("personalised");
        });
    }

    private List<Person> everybody() {
        return Stream.concat(steady.stream(), changing.stream()).toList();
    }

    private void onboard(String company) throws InterruptedException {
        ObjectNode application = Api.JSON
                .createObjectNode()
                .put("company", company)
                .put("name", "Trial")
                .put("country", "DE")
                .put("vatId", "DE000000000");
        Call call = Call.post(Service.CONSENT, "/v1/companies", application)
                .as("operator", "operations")
                .once(company);
        mustBeTaken(scene.doors.ask(call, () -> false));
    }

    private void publish(String topic, String key, String id, String type, ObjectNode data)
            throws InterruptedException {
        byte[] bytes = data.toString().getBytes(StandardCharsets.UTF_8);
        if (!scene.publisher.publish(new EventPublisher.Event(topic, key, id, type, bytes, Instant.now()))) {
            throw new IllegalStateException("Kafka does not take " + type);
        }
    }

    private void book(String name, Company company, long budgetMicros) throws InterruptedException {
        String id = scene.prefix + "-" + name;
        Instant now = Instant.now();
        ObjectNode booking = Api.JSON
                .createObjectNode()
                .put("campaign", id)
                .put("company", company.id())
                .put("budgetMicros", budgetMicros)
                .put("cpmMicros", PRICE_MICROS * 1_000)
                .put("currency", "EUR")
                .put("startsAt", now.minusSeconds(60).toString())
                .put("endsAt", now.plus(Duration.ofMinutes(30)).toString());
        booking.putArray("creatives").addObject().put("kind", "text").put("headline", "Trial");
        mustBeTaken(scene.doors.ask(
                company.as(Call.post(Service.AD, "/v1/campaigns", booking)).once(id), () -> false));
        campaigns.put(id, company);
    }

    private static void mustBeTaken(Optional<Answer> answer) {
        if (!answer.map(Answer::ok).orElse(false)) {
            throw new IllegalStateException("the trial was refused what it needs: " + answer);
        }
    }

    private interface Step {
        void take(Person person) throws InterruptedException;
    }

    private static void inParallel(List<Person> people, Step step) throws InterruptedException {
        List<Thread> threads = people.stream()
                .map(person -> Thread.ofVirtual().start(() -> {
                    try {
                        step.take(person);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Starts the clients. */
    public void start() {
        for (Person person : changing) {
            var own = new Random(random.nextLong());
            work("changes " + person.id(), () -> {
                decide(person, own);
                Thread.sleep(400 + own.nextInt(800));
            });
        }
        for (Company company : companies) {
            for (int sender = 0; sender < 4; sender++) {
                var own = new Random(random.nextLong());
                List<Person> people = sender % 2 == 0 ? steady : changing;
                boolean rest = sender < 2;
                work(company.id() + " sends", () -> {
                    Person person = people.get(own.nextInt(people.size()));
                    String _ = rest ? company.sendByRest(person) : company.sendByKafka(person);
                    Thread.sleep(400 + own.nextInt(600));
                });
            }
        }
        for (Person person : everybody()) {
            var own = new Random(random.nextLong());
            work("looks " + person.id(), () -> {
                person.look();
                Thread.sleep(1_000 + own.nextInt(2_000));
            });
        }
    }

    private interface Work {
        void once() throws InterruptedException;
    }

    private void work(String name, Work work) {
        workers.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                while (!scene.ended()) {
                    work.once();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void decide(Person person, Random own) throws InterruptedException {
        Company company = companies.get(own.nextInt(companies.size()));
        switch (own.nextInt(6)) {
            case 0 -> person.withdraw(company);
            case 1 -> person.block(company);
            case 2 -> person.unblock(company);
            case 3 -> person.chooseAds(own.nextBoolean() ? "none" : "personalised");
            default -> person.grant(company);
        }
    }

    /** What has not flowed since that moment: messages to each steady person, decisions, and feeds with ads. */
    public List<String> waitingSince(long since) {
        List<Operation> recent = scene.history.operations().stream()
                .filter(op -> op.acknowledged() && op.invoked() >= since)
                .toList();
        List<String> waiting = new ArrayList<>();
        for (Person person : steady) {
            if (flowedAt(recent, person.id()).isEmpty()) {
                waiting.add("messages to " + person.id());
            }
            if (recent.stream()
                    .noneMatch(op -> op.is(Kind.FEED)
                            && op.person().equals(person.id())
                            && !op.results().isEmpty())) {
                waiting.add("ads for " + person.id());
            }
        }
        if (recent.stream().noneMatch(op -> op.is(Kind.WITHDRAW) || op.is(Kind.BLOCK) || op.is(Kind.GRANT))) {
            waiting.add("decisions");
        }
        return waiting;
    }

    private static Optional<Long> flowedAt(List<Operation> recent, String person) {
        List<String> sent = recent.stream()
                .filter(op -> op.is(Kind.SEND) && op.person().equals(person))
                .map(Operation::value)
                .toList();
        return recent.stream()
                .filter(op -> op.is(Kind.RECEIPT) && sent.contains(op.value()))
                .map(Operation::completed)
                .min(Long::compare);
    }

    /** When, after this moment, a message that was sent after it had come to every steady person; nothing if it never did. */
    public Optional<Duration> recoveryAfter(long since) {
        List<Operation> recent = scene.history.operations().stream()
                .filter(op -> op.acknowledged() && op.invoked() >= since)
                .toList();
        List<Optional<Long>> flowed =
                steady.stream().map(person -> flowedAt(recent, person.id())).toList();
        return flowed.stream().allMatch(Optional::isPresent)
                ? flowed.stream().map(Optional::orElseThrow).max(Long::compare).map(at -> Duration.ofNanos(at - since))
                : Optional.empty();
    }

    /** Everybody who changes their mind withdraws from all companies; returns at once. */
    public void withdrawAll() {
        changing.forEach(this::withdraw);
    }

    /** The same, but only those whose decisions go to this partition. */
    public void withdrawAll(int partition) {
        changing.stream().filter(person -> partition(person) == partition).forEach(this::withdraw);
    }

    private void withdraw(Person person) {
        background(() -> {
            for (Company company : companies) {
                person.withdraw(company);
            }
        });
    }

    /** Waits until what was begun in the background has been answered. */
    public void awaitDecisions(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread thread : List.copyOf(background)) {
            long left = deadline - System.nanoTime();
            if (left > 0) {
                boolean _ = thread.join(Duration.ofNanos(left));
            }
        }
    }

    /** All companies send to all people who change their mind, by REST and by Kafka; returns at once. */
    public void sendToAll() {
        for (Person person : changing) {
            for (Company company : companies) {
                background(() -> {
                    String _ = company.sendByKafka(person);
                });
                background(() -> {
                    String _ = company.sendByRest(person);
                });
            }
        }
    }

    /** All companies send to everybody by REST until the end of the load. */
    public void startSendingByRest() {
        for (Person person : everybody()) {
            work("sends to " + person.id(), () -> {
                String _ = companies.getFirst().sendByRest(person);
                Thread.sleep(500);
            });
        }
    }

    /** To everybody this many messages with one poison record in their middle. */
    public void sendAroundPoison(int count) {
        everybody().forEach(person -> companies.forEach(company -> company.sendAroundPoison(person, count)));
    }

    /** Repeats all calls in the order in which they came, up to the first withdrawals. */
    public void repeatFirst() throws InterruptedException {
        scene.duplicates.repeatInOrder(everybody().size() * (companies.size() + 1));
    }

    /** The partitions that users' topics of 24 have for those who change their mind, each person's in turn. */
    public List<Integer> partitions() {
        return changing.stream().map(Load::partition).toList();
    }

    private static int partition(Person person) {
        byte[] key = person.id().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % 24;
    }

    private void background(Work work) {
        background.add(Thread.ofVirtual().start(() -> {
            try {
                work.once();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Repeats what was acknowledged. */
    public void repeat() throws InterruptedException {
        scene.duplicates.repeat(60);
    }

    public void poison() {
        companies.forEach(company -> company.sendPoison(steady.getFirst()));
    }

    /** No new operations from here on; returns when those in flight have ended. */
    public void end() throws InterruptedException {
        scene.end();
        for (Thread worker : workers) {
            worker.join();
        }
        for (Thread thread : background) {
            thread.join();
        }
        stopCampaigns();
    }

    /** Or the next run on this cluster would be shown, and charged, what belongs to this one. */
    private void stopCampaigns() throws InterruptedException {
        for (Map.Entry<String, Company> campaign : campaigns.entrySet()) {
            String path = "/v1/campaigns/" + campaign.getKey() + "/stop";
            Call stop = Call.post(Service.AD, path, Api.JSON.createObjectNode());
            mustBeTaken(scene.doors.ask(campaign.getValue().as(stop), () -> false));
        }
    }

    /** The final states of contacts by {@code person|company}. */
    public Map<String, Evidence.Contact> contacts() throws InterruptedException {
        Map<String, Evidence.Contact> contacts = new HashMap<>();
        for (Person person : everybody()) {
            for (Company company : companies) {
                person.contact(company)
                        .ifPresent(state -> contacts.put(
                                person.id() + "|" + company.id(),
                                new Evidence.Contact(
                                        state.path("state").asText(),
                                        state.path("blocked").asBoolean())));
            }
        }
        return contacts;
    }

    /** The final ads choices by person. */
    public Map<String, String> choices() throws InterruptedException {
        Map<String, String> choices = new HashMap<>();
        for (Person person : everybody()) {
            person.adsChoice()
                    .ifPresent(state ->
                            choices.put(person.id(), state.path("choice").asText()));
        }
        return choices;
    }

    @Override
    public void close() {
        scene.end();
        everybody().forEach(person -> person.device().close());
        scene.close();
    }
}
