package io.assent.local.stack;

import io.assent.servers.ConsentKey;
import io.assent.servers.PostgresServer;
import io.assent.servers.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What one instance of a service needs in its environment, and nothing it does not.
 *
 * @param keys folder of the stack's keys
 * @param instance name of this instance, unique among those of its service
 */
public record ServiceEnvironment(Path keys, String kafka, String jdbcUrl, int port, String instance, String clock) {

    public Map<String, String> of(Service service) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka,
                "QUARKUS_DATASOURCE_JDBC_URL",
                jdbcUrl,
                "QUARKUS_DATASOURCE_USERNAME",
                service.database(),
                "QUARKUS_DATASOURCE_PASSWORD",
                PostgresServer.PASSWORD,
                "MP_JWT_VERIFY_PUBLICKEY",
                TokenIssuer.in(keys).publicKey(),
                "MP_JWT_VERIFY_ISSUER",
                TokenIssuer.ISSUER,
                "ASSENT_CLOCK",
                clock,
                // Quarkus 3.30.5 and 3.30.6 with REST and Jackson always wait it out (quarkusio/quarkus#51915).
                "QUARKUS_SHUTDOWN_TIMEOUT",
                "1s",
                "ASSENT_INSTANCE",
                instance));
        ConsentKey consent = ConsentKey.in(keys);
        if (service != Service.BILLING) {
            environment.put("ASSENT_CONSENT_PUBLIC_KEY", consent.publicKey());
        }
        if (service == Service.CONSENT) {
            environment.put("ASSENT_CONSENT_PRIVATE_KEY", consent.privateKey());
            environment.put("ASSENT_CONSENT_LEASE_MILLIS", "100");
        }
        if (service == Service.NOTIFICATION) {
            environment.put("ASSENT_WEBHOOK_SECRETS", secret(keys.resolve("notification-webhook.secret")));
        }
        if (service == Service.CONSENT || service == Service.NOTIFICATION) {
            // Receivers of webhooks are on this machine, too.
            environment.put("ASSENT_WEBHOOK_ALLOW_INSECURE", "true");
            environment.put("ASSENT_WEBHOOK_ALLOW_PRIVATE_ADDRESSES", "true");
        }
        if (service == Service.AD) {
            environment.put("ASSENT_AD_TOKEN_SECRET", secret(keys.resolve("ad-token.secret")));
        }
        return environment;
    }

    /** Kept with the data: tokens given out before a restart stay good after it. */
    private static synchronized String secret(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] secret = new byte[32];
                new SecureRandom().nextBytes(secret);
                Files.writeString(file, Base64.getEncoder().encodeToString(secret));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
