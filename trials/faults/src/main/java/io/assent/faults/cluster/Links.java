package io.assent.faults.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways between brokers. Each node reaches each other one at an address of its own, {@code 127.0.from.to}, where a proxy
 * listens; so a node can be cut off from its peers while clients, who use another listener, still reach it.
 */
final class Links implements AutoCloseable {
    private final List<Link> links = new ArrayList<>();

    static String address(int from, int to) {
        return from == to ? "127.0.0.1" : "127.0." + (20 + from) + "." + (20 + to);
    }

    /** Opens the ways between all nodes at these ports, one list a purpose. */
    static Links open(int nodes, List<Integer> firstPorts) throws IOException {
        var all = new Links();
        for (int from = 1; from <= nodes; from++) {
            for (int to = 1; to <= nodes; to++) {
                for (int first : firstPorts) {
                    if (from != to) {
                        all.links.add(Link.open(from, to, first + to));
                    }
                }
            }
        }
        return all;
    }

    /** Nothing gets from this node to its peers or back any more. */
    void cutOff(int node) {
        links.stream().filter(link -> link.touches(node)).forEach(link -> link.cut(true));
    }

    /** The node does not get to this port of another any more; what the other asks it, and its answers, still pass. */
    void cut(int from, int port) {
        links.stream().filter(link -> link.leads(from, port)).forEach(link -> link.cut(true));
    }

    void mend() {
        links.forEach(link -> link.cut(false));
    }

    @Override
    public void close() {
        links.forEach(Link::close);
    }
}
