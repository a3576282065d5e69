package io.assent.faults.client;

import io.assent.faults.cluster.Cluster;
import io.assent.faults.history.History;
import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import io.assent.faults.history.Outcome;
import io.assent.local.player.Answer;
import io.assent.local.player.Call;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What all clients of one run share. */
final class Scene implements AutoCloseable {
    /** How long a client goes on asking after the load has ended. */
    private static final long LAST_PATIENCE_NANOS = 40_000_000_000L;

    final String prefix;
    final Doors doors;
    final History history;
    final EventPublisher publisher;
    final Duplicates duplicates;
    private volatile boolean ended;
    private volatile long endedAt = Long.MAX_VALUE;

    Scene(String prefix, Cluster cluster) {
        this.prefix = prefix;
        this.doors = new Doors(cluster);
        this.history = new History();
        this.publisher = new EventPublisher(cluster.kafka().bootstrapServers());
        this.duplicates = new Duplicates(doors, publisher);
    }

    boolean ended() {
        return ended;
    }

    void end() {
        endedAt = System.nanoTime();
        ended = true;
    }

    private boolean givesUp() {
        return ended && System.nanoTime() - endedAt > LAST_PATIENCE_NANOS;
    }

    /** For what is no part of the trial but must be there; it is not written down. */
    void mustBeTaken(Call call) throws InterruptedException {
        Optional<Answer> answer = doors.ask(call, () -> false);
        if (!answer.map(Answer::ok).orElse(false)) {
            throw new IllegalStateException("the trial was refused what it needs: " + answer);
        }
    }

    /** Asks until there is an answer, and writes down what it was. */
    Optional<Answer> perform(Kind kind, String person, String company, String value, Call call)
            throws InterruptedException {
        return perform(kind, person, company, value, call, _ -> Optional.of(List.of()));
    }

    /** @param results of an answer; nothing when it says that it was not done */
    Optional<Answer> perform(
            Kind kind,
            String person,
            String company,
            String value,
            Call call,
            Function<Answer, Optional<List<String>>> results)
            throws InterruptedException {
        long invoked = history.now();
        Optional<Answer> answer = Optional.empty();
        try {
            answer = doors.ask(call, this::givesUp);
            return answer;
        } finally {
            Optional<List<String>> said = answer.filter(Answer::ok).flatMap(results);
            Outcome outcome = answer.isEmpty() ? Outcome.INFO : said.isPresent() ? Outcome.OK : Outcome.FAIL;
            history.add(new Operation(
                    kind,
                    person,
                    company,
                    value,
                    invoked,
                    outcome == Outcome.INFO ? Operation.NEVER : history.now(),
                    outcome,
                    said.orElse(List.of())));
        }
    }

    @Override
    public void close() {
        publisher.close();
    }
}
