package io.assent.servers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives a Quarkus test its real Kafka and PostgreSQL, one of each a JVM, with a database of its own. */
public final class ServersTestResource implements QuarkusTestResourceLifecycleManager {
    private static final String DATABASE = "service";

    /** One set of servers a JVM, stopped with it. */
    private static final class Running {
        private static final Path DIRECTORY = temporaryDirectory();
        private static final KafkaServer KAFKA = KafkaServer.start(DIRECTORY.resolve("kafka"), 0);
        private static final PostgresServer POSTGRES = PostgresServer.start(DIRECTORY.resolve("postgres"), 0);
        private static final TokenIssuer TOKENS = TokenIssuer.in(DIRECTORY.resolve("keys"));
        private static final ConsentKey CONSENT_KEY = ConsentKey.in(DIRECTORY.resolve("keys"));

        static {
            TopicTable.create(KAFKA.bootstrapServers(), (short) 1);
            POSTGRES.createDatabase(DATABASE);
        }

        private static Path temporaryDirectory() {
            try {
                return Files.createTempDirectory("assent-test");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "kafka.bootstrap.servers", kafka().bootstrapServers(),
                "quarkus.datasource.jdbc.url", postgres().jdbcUrl(DATABASE),
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

    public static KafkaServer kafka() {
        return Running.KAFKA;
    }

    public static PostgresServer postgres() {
        return Running.POSTGRES;
    }

    public static String database() {
        return DATABASE;
    }

    public static TokenIssuer tokens() {
        return Running.TOKENS;
    }

    public static ConsentKey consentKey() {
        return Running.CONSENT_KEY;
    }
}
