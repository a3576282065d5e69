package io.assent.local.player;

import io.assent.local.stack.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody who is played, and the doors they use: devices, companies, the messenger. */
final class Cast implements AutoCloseable {
    final Api api;
    final Findings findings;
    final Offsets offsets = new Offsets();
    final BudgetTurns budgets = new BudgetTurns();
    final PublicLog log;
    final Publisher publisher;
    final SealedBodies sealed;
    private final KeyRing keys;
    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final Map<String, Company> companies = new ConcurrentHashMap<>();

    Cast(Endpoints endpoints, Path data, Findings findings) throws IOException {
        this.api = new Api(endpoints);
        this.findings = findings;
        this.keys = new KeyRing(data.resolve("devices").resolve("keys.jsonl"));
        this.sealed = new SealedBodies(data.resolve("devices").resolve("sealed.jsonl"));
        this.log = new PublicLog(endpoints.kafka());
        this.publisher = new Publisher(endpoints.kafka());
    }

    Device device(String person) {
        return devices.computeIfAbsent(
                person, absent -> new Device(person, keys.key("key-of-" + Device.idOf(person)), api, findings));
    }

    Company company(String company) {
        return companies.computeIfAbsent(
                company, absent -> new Company(company, keys.key("key-of-" + company), api, sealed));
    }

    /** Somebody's call for a person, made by the person's device. */
    Answer call(String person, Instant time, Call call) throws InterruptedException {
        Device device = device(person);
        device.live(time);
        return api.call(device.as(call));
    }

    @Override
    public void close() throws InterruptedException {
        for (Device device : devices.values()) {
            device.inbox().close();
        }
        publisher.close();
        log.close();
    }
}
