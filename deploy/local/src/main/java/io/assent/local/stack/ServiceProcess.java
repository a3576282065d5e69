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
import java.util.List;
import java.util.Map;

/** How a service is started: one JVM with what it needs in its environment, and nothing it does not. */
final class ServiceProcess {
    private ServiceProcess() {}

    static SupervisedProcess start(Service service, StackPlan plan, PostgresServer postgres, Progress progress) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                service.jar(plan.home()).toString());
        Path log = plan.data().resolve("logs").resolve(service.fullName() + ".log");
        return SupervisedProcess.start(
                service.fullName(), command, environment(service, plan, postgres), log, progress);
    }

    private static Map<String, String> environment(Service service, StackPlan plan, PostgresServer postgres) {
        Path keys = plan.data().resolve("keys");
        Map<String, String> environment = new HashMap<>(Map.of(
                "QUARKUS_HTTP_PORT",
                Integer.toString(service.port(plan.ports())),
                "KAFKA_BOOTSTRAP_SERVERS",
                "localhost:" + plan.ports().kafka(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                postgres.jdbcUrl(service.database()),
                "QUARKUS_DATASOURCE_USERNAME",
                service.database(),
                "QUARKUS_DATASOURCE_PASSWORD",
                PostgresServer.PASSWORD,
                "MP_JWT_VERIFY_PUBLICKEY",
                TokenIssuer.in(keys).publicKey(),
                "MP_JWT_VERIFY_ISSUER",
                TokenIssuer.ISSUER,
                "ASSENT_CLOCK",
                plan.clock(),
                // Quarkus 3.30.5 and 3.30.6 with REST and Jackson always wait it out (quarkusio/quarkus#51915).
                "QUARKUS_SHUTDOWN_TIMEOUT",
                "1s",
                "ASSENT_INSTANCE",
                service.database() + "-local"));
        ConsentKey consent = ConsentKey.in(keys);
        if (service != Service.BILLING) {
            environment.put("ASSENT_CONSENT_PUBLIC_KEY", consent.publicKey());
        }
        if (service == Service.CONSENT) {
            environment.put("ASSENT_CONSENT_PRIVATE_KEY", consent.privateKey());
            environment.put("ASSENT_CONSENT_LEASE_MILLIS", "100");
        }
        if (service == Service.AD) {
            environment.put("ASSENT_AD_TOKEN_SECRET", secret(keys.resolve("ad-token.secret")));
        }
        if (plan.collector() != null) {
            environment.put("QUARKUS_OTEL_SDK_DISABLED", "false");
            environment.put(
                    "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", plan.collector().toString());
        }
        return environment;
    }

    /** Kept with the data: tokens given out before a restart stay good after it. */
    private static String secret(Path file) {
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
