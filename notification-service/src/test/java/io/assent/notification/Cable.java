package io.assent.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to the service that can be pulled out: what was open breaks, and what is tried is hung up on. */
final class Cable implements AutoCloseable {
    private final ServerSocket end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int service;
    private volatile boolean pulled;

    Cable(int service) throws IOException {
        this.service = service;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return end.getLocalPort();
    }

    void pull() {
        pulled = true;
        open.forEach(Cable::hangUp);
    }

    void plugIn() {
        pulled = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket here = end.accept();
                if (pulled) {
                    hangUp(here);
                } else {
                    Socket there = new Socket(InetAddress.getLoopbackAddress(), service);
                    open.add(here);
                    open.add(there);
                    Thread.ofVirtual().start(() -> pass(here, there));
                    Thread.ofVirtual().start(() -> pass(there, here));
                }
            }
        } catch (IOException closed) {
            // the test has ended
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // as the other end is then told
        }
        hangUp(from);
        hangUp(to);
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // it is what was wanted
        }
    }

    @Override
    public void close() throws IOException {
        end.close();
        pull();
    }
}
