package io.assent.base.webhook.dispatch;

import io.assent.base.webhook.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of a host and checks them. Whoever connects must use what is returned here, and not ask again: a
 * name may lead elsewhere the next time.
 */
public final class AddressLookup implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int THREADS = 64;

    private final Resolver resolver;
    private final AddressGuard guard;

    /** One look-up a host at a time: a name server that does not answer takes one thread, and not all. */
    private final Map<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();

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
        try {
            List<InetAddress> addresses =
                    running.computeIfAbsent(host, this::begun).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (addresses.isEmpty()) {
                return new Found.Unknown();
            }
            return guard.allows(addresses) ? new Found.Allowed(addresses) : new Found.Forbidden();
        } catch (ExecutionException | TimeoutException e) {
            return new Found.Unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.Unknown();
        }
    }

    private CompletableFuture<List<InetAddress>> begun(String host) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return List.of(resolver.resolve(host));
                    } catch (UnknownHostException e) {
                        return List.of();
                    } finally {
                        running.remove(host);
                    }
                },
                threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
