package io.assent.faults.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One way from a node to another: a proxy in user space that can be cut. */
final class Link implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1_000;

    private final int from;
    private final int to;
    private final int port;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Link(int from, int to, int port, ServerSocket door) {
        this.from = from;
        this.to = to;
        this.port = port;
        this.door = door;
    }

    static Link open(int from, int to, int port) throws IOException {
        var door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getByName(Links.address(from, to)), port));
        var link = new Link(from, to, port, door);
        Thread.ofVirtual().name("link").start(link::accept);
        return link;
    }

    boolean touches(int node) {
        return from == node || to == node;
    }

    boolean leads(int start, int doorOfEnd) {
        return from == start && port == doorOfEnd;
    }

    /** Ends what is open, and lets nothing new through while it is cut. */
    void cut(boolean now) {
        cut = now;
        if (now) {
            open.forEach(Link::end);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket()) {
            if (cut) {
                return;
            }
            server.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
            if (cut) {
                return;
            }
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (IOException broken) {
            // both ends are closed: the nodes notice it by themselves
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void copy(Socket source, Socket target) {
        try {
            source.getInputStream().transferTo(target.getOutputStream());
        } catch (IOException broken) {
            // as above
        } finally {
            end(source);
            end(target);
            open.remove(source);
            open.remove(target);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // that is what was wanted
        }
    }

    @Override
    public void close() {
        cut(true);
        try {
            door.close();
        } catch (IOException alreadyClosed) {
            // that is what was wanted
        }
    }
}
