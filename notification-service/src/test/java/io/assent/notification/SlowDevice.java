package io.assent.notification;

import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A device that listens, and reads nothing before it is told to. */
final class SlowDevice implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"messageId\":\"([^\"]+)\"");
    private static final int SMALL = 4 * 1024;

    private final Socket socket = new Socket();

    SlowDevice(Person person) throws IOException {
        socket.setReceiveBufferSize(SMALL);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        String token = ServersTestResource.tokens().token("device", person.id() + "/" + person.device());
        String request = "GET /v1/inbox HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nAccept: text/event-stream\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads until it was shown so many different messages, or nothing comes for some seconds. */
    Set<String> read(int messages) throws IOException {
        socket.setSoTimeout(10_000);
        Set<String> shown = new HashSet<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        while (shown.size() < messages) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            Matcher id = ID.matcher(line);
            if (id.find()) {
                shown.add(id.group(1));
            }
        }
        return shown;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
