package io.assent.bench.devices;

import io.assent.bench.frame.BenchStack;
import io.assent.bench.gate.GateWorld;
import io.assent.bench.gate.Requests;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import io.assent.local.stack.SupervisedProcess;
import io.assent.servers.TokenIssuer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Two instances, the gate's world of a million permissions, and a device for each of some people in it. */
final class DevicesWorld implements AutoCloseable {
    private final BenchStack stack;
    private final Connection connection;
    private final List<SupervisedProcess> instances = new ArrayList<>();

    private DevicesWorld(BenchStack stack, Connection connection) {
        this.stack = stack;
        this.connection = connection;
    }

    static DevicesWorld start(BenchStack stack, int devices, Progress progress) throws Exception {
        DevicesWorld world = new DevicesWorld(stack, stack.database(Service.NOTIFICATION));
        progress.say("loading a million permissions");
        GateWorld.load(world.connection);
        world.allowCodes(devices);
        Requests.createTopics(stack);
        world.instances.add(stack.stack().service(Service.NOTIFICATION));
        world.instances.add(stack.startAnother(Service.NOTIFICATION));
        return world;
    }

    private void allowCodes(int people) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update permission set purposes = purposes || '{notifications.authentication}' where person < ?")) {
            update.setString(1, GateWorld.person(people));
            update.executeUpdate();
        }
    }

    List<String> tokens(int devices) {
        TokenIssuer issuer = stack.stack().endpoints().tokens();
        return IntStream.range(0, devices)
                .mapToObj(n -> issuer.token("device", GateWorld.person(n) + "/d-" + n))
                .toList();
    }

    List<Memory> memory() throws IOException, InterruptedException {
        List<Memory> all = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            all.add(Memory.of(instances.get(i).handle(), stack.ports().get(i)));
        }
        return all;
    }

    /** By SIGKILL, one of the two; its supervisor starts it again. */
    void kill() {
        instances.getLast().handle().destroyForcibly();
    }

    /** How many messages are in which state, and why. */
    Map<String, Long> states() throws SQLException {
        Map<String, Long> states = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select state || coalesce(', ' || reason, ''), count(*)"
                        + " from message group by state, reason")) {
            while (row.next()) {
                states.put(row.getString(1), row.getLong(2));
            }
        }
        return states;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
