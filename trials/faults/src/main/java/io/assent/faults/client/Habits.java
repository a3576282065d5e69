package io.assent.faults.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What clients do again and again until the load ends: people decide and look, companies send. */
final class Habits {
    private final Scene scene;
    private final Cast cast;
    private final Random random;
    private final List<Thread> threads = new ArrayList<>();

    Habits(Scene scene, Cast cast, Random random) {
        this.scene = scene;
        this.cast = cast;
        this.random = random;
    }

    void start() {
        cast.changing().forEach(this::changeMind);
        for (Company company : cast.companies()) {
            send(cast.steady(), company::sendByRest);
            send(cast.changing(), company::sendByRest);
            send(cast.steady(), company::sendByKafka);
            send(cast.changing(), company::sendByKafka);
        }
        cast.everybody().forEach(this::look);
    }

    private void changeMind(Person person) {
        var own = new Random(random.nextLong());
        repeat(() -> {
            decide(person, own);
            Thread.sleep(400 + own.nextInt(800));
        });
    }

    private void decide(Person person, Random own) throws InterruptedException {
        Company company = cast.companies().get(own.nextInt(cast.companies().size()));
        switch (own.nextInt(6)) {
            case 0 -> person.withdraw(company);
            case 1 -> person.block(company);
            case 2 -> person.unblock(company);
            case 3 -> person.chooseAds(own.nextBoolean() ? "none" : "personalised");
            default -> person.grant(company);
        }
    }

    private interface Way {
        String send(Person person) throws InterruptedException;
    }

    private void send(List<Person> people, Way way) {
        var own = new Random(random.nextLong());
        repeat(() -> {
            String _ = way.send(people.get(own.nextInt(people.size())));
            Thread.sleep(400 + own.nextInt(600));
        });
    }

    private void look(Person person) {
        var own = new Random(random.nextLong());
        repeat(() -> {
            person.look();
            Thread.sleep(1_000 + own.nextInt(2_000));
        });
    }

    private void repeat(Work work) {
        threads.add(Work.start(() -> {
            while (!scene.ended()) {
                work.go();
            }
        }));
    }

    /** Waits for what was under way when the load ended. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
