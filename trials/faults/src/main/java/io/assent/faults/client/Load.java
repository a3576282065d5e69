package io.assent.faults.client;

import io.assent.faults.cluster.Cluster;
import io.assent.faults.history.History;
import java.util.Random;

/** The clients of one run, from their introduction to their last answers. */
public final class Load implements AutoCloseable {
    private final Scene scene;
    private final Cast cast;
    private final Campaigns campaigns;
    private final Habits habits;
    private final Errands errands;

    /** @param prefix of all ids of this run */
    public Load(String prefix, Cluster cluster, long seed) {
        this.scene = new Scene(prefix, cluster);
        this.cast = Cast.of(scene);
        this.campaigns = new Campaigns(scene, cast.companies());
        this.habits = new Habits(scene, cast, new Random(seed));
        this.errands = new Errands(scene, cast);
    }

    public History history() {
        return scene.history;
    }

    public Flow flow() {
        return new Flow(scene.history, cast.steady());
    }

    public Errands errands() {
        return errands;
    }

    public FinalStates finalStates() {
        return new FinalStates(cast);
    }

    /** Makes everybody known, and has them agree. */
    public void introduce() throws InterruptedException {
        var introduction = new Introduction(scene, cast);
        introduction.make();
        campaigns.book();
        introduction.agree();
    }

    /** Starts the clients. */
    public void start() {
        habits.start();
    }

    /** No new operations from here on; returns when those in flight have ended. */
    public void end() throws InterruptedException {
        scene.end();
        habits.join();
        errands.join();
        campaigns.stop();
    }

    @Override
    public void close() {
        scene.end();
        cast.everybody().forEach(person -> person.device().close());
        scene.close();
    }
}
