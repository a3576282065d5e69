package io.assent.faults.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a fault or a mutation's schedule has clients do besides their habits. */
public final class Errands {
    private final Scene scene;
    private final Cast cast;
    private final List<Thread> begun = new CopyOnWriteArrayList<>();

    Errands(Scene scene, Cast cast) {
        this.scene = scene;
        this.cast = cast;
    }

    /** The partitions that users' topics have for those who change their mind, each person's in turn. */
    public List<Integer> partitions() {
        return cast.changing().stream().map(Person::partition).toList();
    }

    /** Everybody who changes their mind withdraws from all companies; returns at once. */
    public void withdrawAll() {
        cast.changing().forEach(this::withdraw);
    }

    /** The same, but only those whose decisions go to this partition. */
    public void withdrawAll(int partition) {
        cast.changing().stream()
                .filter(person -> person.partition() == partition)
                .forEach(this::withdraw);
    }

    private void withdraw(Person person) {
        begin(() -> {
            for (Company company : cast.companies()) {
                person.withdraw(company);
            }
        });
    }

    /** All companies send to all people who change their mind, by REST and by Kafka; returns at once. */
    public void sendToAll() {
        for (Person person : cast.changing()) {
            for (Company company : cast.companies()) {
                begin(() -> {
                    String _ = company.sendByKafka(person);
                });
                begin(() -> {
                    String _ = company.sendByRest(person);
                });
            }
        }
    }

    /** A company sends to everybody by REST until the end of the load; returns at once. */
    public void keepSendingByRest() {
        for (Person person : cast.everybody()) {
            begin(() -> {
                while (!scene.ended()) {
                    String _ = cast.companies().getFirst().sendByRest(person);
                    Thread.sleep(500);
                }
            });
        }
    }

    private void begin(Work work) {
        begun.add(Work.start(work));
    }

    /** Waits until what was begun has been answered. */
    public void awaitAnswers(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Thread thread : begun) {
            long left = deadline - System.nanoTime();
            if (left > 0) {
                boolean _ = thread.join(Duration.ofNanos(left));
            }
        }
    }

    /** To everybody this many messages with one poison record in their middle. */
    public void sendAroundPoison(int count) {
        cast.everybody()
                .forEach(person -> cast.companies().forEach(company -> company.sendAroundPoison(person, count)));
    }

    public void poison() {
        cast.companies().forEach(company -> company.sendPoison(cast.steady().getFirst()));
    }

    /** Repeats what was acknowledged. */
    public void repeat() throws InterruptedException {
        scene.duplicates.repeat(60);
    }

    /** Repeats all calls in the order in which they came, up to the first withdrawals. */
    public void repeatFirst() throws InterruptedException {
        scene.duplicates.repeatInOrder(
                cast.everybody().size() * (cast.companies().size() + 1));
    }

    /** Waits for what was under way when the load ended. */
    void join() throws InterruptedException {
        for (Thread thread : begun) {
            thread.join();
        }
    }
}
