package io.assent.local.player;

import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.client.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The private keys of everybody who is played, kept in a file so that a later play has the same devices. */
final class KeyRing {
    private final Path file;
    private final Map<String, ECKey> keys = new ConcurrentHashMap<>();

    KeyRing(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                ECKey key = parse(line);
                keys.put(key.getKeyID(), key);
            }
        }
    }

    ECKey key(String kid) {
        return keys.computeIfAbsent(kid, absent -> keep(Seal.newKey(kid)));
    }

    private synchronized ECKey keep(ECKey key) {
        try {
            Files.writeString(file, key.toJSONString() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ECKey parse(String line) throws IOException {
        try {
            return ECKey.parse(line);
        } catch (ParseException e) {
            throw new IOException("a key that was kept cannot be read", e);
        }
    }
}
