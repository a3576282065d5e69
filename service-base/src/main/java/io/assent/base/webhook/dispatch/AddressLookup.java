package io.assent.base.webhook.dispatch;

import io.assent.base.webhook.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of a host and checks them. Whoever connects must use what is returned here, and not ask again: a
 * name may lead elsewhere the next time.
 */
public final class AddressLookup implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int THREADS = 32;

    private final Resolver resolver;
    private final AddressGuard guard;

    /** Platform threads: a look-up would pin a virtual one to its carrier, and there are few of these. */
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("webhook-lookup-", 0).factory());

    /** @param resolver normally {@link InetAddress#getAllByName} */
    public AddressLookup(Resolver resolver, AddressGuard guard) {
        this.resolver = resolver;
        this.guard = guard;
    }

    /** All addresses of a host. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** What was found. */
    public sealed interface Found {
        record Allowed(List<InetAddress> addresses) implements Found {}

        record Forbidden() implements Found {}

        record Unknown() implements Found {}
    }

    public Found find(String host) {
        Future<InetAddress[]> answer = threads.submit(() -> resolver.resolve(host));
        try {
            List<InetAddress> addresses = List.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            return guard.allows(addresses) ? new Found.Allowed(addresses) : new Found.Forbidden();
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            return new Found.Unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.Unknown();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
