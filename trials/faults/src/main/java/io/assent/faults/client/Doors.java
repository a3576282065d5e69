package io.assent.faults.client;

import io.assent.faults.cluster.Cluster;
import io.assent.local.player.Answer;
import io.assent.local.player.Api;
import io.assent.local.player.Call;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Both instances of each service; who gets no answer from one asks the other, with the same idempotency key. */
final class Doors {
    private static final Duration TRY = Duration.ofSeconds(4);
    private static final long PAUSE_MILLIS = 150;

    private final List<Api> instances;

    Doors(Cluster cluster) {
        instances = IntStream.rangeClosed(1, Cluster.INSTANCES)
                .mapToObj(n -> new Api(cluster.endpoints(n), TRY))
                .toList();
    }

    /** The first answer that is one; nothing when none came before it was time to give up. */
    Optional<Answer> ask(Call call, BooleanSupplier givesUp) throws InterruptedException {
        int at = ThreadLocalRandom.current().nextInt(instances.size());
        while (true) {
            try {
                Answer answer = instances.get(at).once(call);
                if (!answer.retriable() && answer.status() < 500) {
                    return Optional.of(answer);
                }
            } catch (IOException noAnswer) {
                // it may have been done: the same again is the same request
            }
            if (givesUp.getAsBoolean()) {
                return Optional.empty();
            }
            at = (at + 1) % instances.size();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** One try at this instance. */
    Optional<Answer> askOnce(Call call, int instance) throws InterruptedException {
        try {
            return Optional.of(instances.get(instance - 1).once(call));
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }

    HttpResponse<InputStream> open(Call call, int instance) throws IOException, InterruptedException {
        return instances.get(instance - 1).open(call);
    }
}
