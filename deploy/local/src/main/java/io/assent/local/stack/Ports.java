package io.assent.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where everything listens. */
public record Ports(int consent, int notification, int billing, int ad, int kafka, int postgres) {

    /** By the name of who listens there, in the order in which people read them. */
    public Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("consent-service", consent);
        ports.put("notification-service", notification);
        ports.put("billing-service", billing);
        ports.put("ad-service", ad);
        ports.put("Kafka", kafka);
        ports.put("PostgreSQL", postgres);
        return ports;
    }

    /** The launcher's option for this port, such as {@code --port-consent}. */
    public static String option(String name) {
        String word = name.replace("-service", "").toLowerCase(Locale.ROOT);
        return "--port-" + (word.equals("postgresql") ? "postgres" : word);
    }

    public Optional<String> taken() {
        return taken(byName());
    }

    /** A sentence about the first of these ports that somebody else holds. */
    public static Optional<String> taken(Map<String, Integer> byName) {
        for (var port : byName.entrySet()) {
            if (isTaken(port.getValue())) {
                String option = option(port.getKey());
                String variable =
                        option.replace("--", "assent-").replace('-', '_').toUpperCase(Locale.ROOT);
                return Optional.of("port %d (%s) is taken; free it or set %s or %s"
                        .formatted(port.getValue(), port.getKey(), option, variable));
            }
        }
        return Optional.empty();
    }

    /** Six ports that nobody holds just now; for tests that must not meet another stack. */
    public static Ports free() throws IOException {
        int[] ports = new int[6];
        var sockets = new ServerSocket[ports.length];
        for (int i = 0; i < ports.length; i++) {
            sockets[i] = new ServerSocket(0);
            ports[i] = sockets[i].getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]);
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
