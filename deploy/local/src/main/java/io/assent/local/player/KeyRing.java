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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The private keys of everybody who is played, kept in a file so that a later play has the same devices. */
final class KeyRing {
    private static final int SUFFIX = 8;

    private final Path file;
    private final Map<String, ECKey> keys = new ConcurrentHashMap<>();

    KeyRing(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                ECKey key = parse(line);
                keys.put(name(key.getKeyID()), key);
            }
        }
    }

    /** Under a kid that no other key of this name has: somebody may have played on the same stack before. */
    ECKey key(String name) {
        return keys.computeIfAbsent(
                name,
                absent -> keep(
                        Seal.newKey(name + "." + UUID.randomUUID().toString().substring(0, SUFFIX))));
    }

    private static String name(String kid) {
        int dot = kid.length() - SUFFIX - 1;
        return dot > 0 && kid.charAt(dot) == '.' ? kid.substring(0, dot) : kid;
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
