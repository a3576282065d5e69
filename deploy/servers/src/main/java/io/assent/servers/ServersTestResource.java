package io.assent.servers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives a Quarkus test its real Kafka and PostgreSQL, with the topics, a database of its own, and keys. */
public final class ServersTestResource implements QuarkusTestResourceLifecycleManager {
    private static final String DATABASE = "service";

    /** Prepared once a JVM. */
    private static final class Prepared {
        /** Tests look at every version that was published, and a long run would find the older ones compacted. */
        private static final Map<String, String> NOT_COMPACTED = Map.of("min.compaction.lag.ms", "86400000");

        private static final TestServers SERVERS = TestServers.ofThisJvm();
        private static final Path KEYS = temporaryDirectory();
        private static final TokenIssuer TOKENS = TokenIssuer.in(KEYS);
        private static final ConsentKey CONSENT_KEY = ConsentKey.in(KEYS);

        static {
            TopicTable.create(SERVERS.bootstrapServers(), (short) 1, NOT_COMPACTED);
            SERVERS.createDatabase(DATABASE);
        }

        private static Path temporaryDirectory() {
            try {
                return Files.createTempDirectory("assent-test-keys");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "kafka.bootstrap.servers", servers().bootstrapServers(),
                "quarkus.datasource.jdbc.url", servers().jdbcUrl(DATABASE),
                "quarkus.datasource.username", DATABASE,
                "quarkus.datasource.password", PostgresServer.PASSWORD,
                "mp.jwt.verify.publickey", tokens().publicKey(),
                "mp.jwt.verify.issuer", TokenIssuer.ISSUER,
                "assent.consent.public-key", consentKey().publicKey(),
                "assent.consent.private-key", consentKey().privateKey());
    }

    @Override
    public void stop() {
        // the servers are shared by all tests of this JVM and end with it
    }

    public static TestServers servers() {
        return Prepared.SERVERS;
    }

    public static String database() {
        return DATABASE;
    }

    public static TokenIssuer tokens() {
        return Prepared.TOKENS;
    }

    public static ConsentKey consentKey() {
        return Prepared.CONSENT_KEY;
    }
}
