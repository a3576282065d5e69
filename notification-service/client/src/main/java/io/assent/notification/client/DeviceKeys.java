package io.assent.notification.client;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People's device keys, remembered for a short while. */
final class DeviceKeys {
    private static final int MOST_PEOPLE = 10_000;

    private record Known(List<ECKey> keys, long sinceNanos) {}

    private final Duration kept;
    private final Map<String, Known> people = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_PEOPLE;
        }
    };

    DeviceKeys(Duration kept) {
        this.kept = kept;
    }

    synchronized Optional<List<ECKey>> of(String user) {
        Known known = people.get(user);
        return known != null && System.nanoTime() - known.sinceNanos() < kept.toNanos()
                ? Optional.of(known.keys())
                : Optional.empty();
    }

    synchronized void remember(String user, List<ECKey> keys) {
        people.remove(user); // who comes anew is the youngest
        people.put(user, new Known(keys, System.nanoTime()));
    }

    synchronized void forget(String user) {
        people.remove(user);
    }

    /** Those of the directory's answer. */
    static List<ECKey> read(Answer directory) {
        List<ECKey> keys = new ArrayList<>();
        try {
            for (Map<String, Object> entry : directory.objects("keys")) {
                keys.add(ECKey.parse(JSONObjectUtils.getJSONObject(entry, "jwk")));
            }
        } catch (ParseException e) {
            throw new IllegalStateException("the key directory holds what is no key", e);
        }
        return List.copyOf(keys);
    }
}
