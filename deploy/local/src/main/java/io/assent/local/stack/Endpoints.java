package io.assent.local.stack;

import io.assent.servers.TokenIssuer;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where a running stack is reached, by which clock it lives, and who signs its tokens. */
public record Endpoints(Map<Service, URI> services, String kafka, String clock, TokenIssuer tokens) {

    /** The stack of this machine, whose keys lie with its data. */
    public static Endpoints local(Ports ports, String clock, Path data) {
        Map<Service, URI> services = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, URI.create("http://localhost:" + service.port(ports)));
        }
        return new Endpoints(services, "localhost:" + ports.kafka(), clock, issuer(data));
    }

    /**
     * A stack that somebody else runs.
     *
     * @param urls of consent-, notification-, billing- and ad-service in this order, and {@code kafka://host:port}
     */
    public static Endpoints of(List<URI> urls, String clock, Path data) {
        List<Service> inOrder = List.of(Service.values());
        if (urls.size() != inOrder.size() + 1 || !"kafka".equals(urls.getLast().getScheme())) {
            throw new IllegalArgumentException(
                    "five URLs are needed: consent, notification, billing, ad, and kafka://host:port");
        }
        Map<Service, URI> services = new EnumMap<>(Service.class);
        inOrder.forEach(service -> services.put(service, urls.get(service.ordinal())));
        return new Endpoints(services, urls.getLast().getAuthority(), clock, issuer(data));
    }

    public URI of(Service service) {
        return Objects.requireNonNull(services.get(service));
    }

    public boolean eventTime() {
        return clock.equals("event");
    }

    private static TokenIssuer issuer(Path data) {
        return TokenIssuer.in(data.resolve("keys"));
    }
}
