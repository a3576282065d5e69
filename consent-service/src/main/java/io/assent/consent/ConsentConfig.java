package io.assent.consent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Settings of consent-service. */
@ConfigMapping(prefix = "assent.consent")
public interface ConsentConfig {
    /** Ed25519 private key (PKCS #8, Base64) that signs consent events. */
    String privateKey();

    /**
     * The public half (X.509, Base64), by which the gates know them; with commas between them several, while the key is
     * changed: the one that signs comes first.
     */
    String publicKey();

    /** Public keys that were in use before (X.509, Base64): what they signed stays true. */
    Optional<List<String>> formerPublicKeys();

    /** The public key of what is signed now, then all others. */
    default List<String> publicKeys() {
        return Stream.concat(Arrays.stream(publicKey().split(",")), formerPublicKeys().orElse(List.of()).stream())
                .toList();
    }

    /** Names this deployment's history in checkpoints and receipts. */
    @WithDefault("assent")
    String logName();

    /** How often checkpoints are signed of shards that grew; {@code off} leaves it to who asks for one. */
    @WithDefault("10s")
    String checkpointInterval();

    /** Where personal data is stored, as receipts say it; left out when not set. */
    Optional<List<String>> storageLocations();

    /** How long a feed may rely on what it knew. Published in the log; blocks and ads choices wait for it. */
    @WithDefault("100")
    long leaseMillis();

    /** Names this instance in its barriers; unique among those that run. */
    @WithDefault("${assent.instance:${quarkus.uuid}}")
    String instance();

    /** Services that hold something on people, and report when they hold nothing on an erased one any more. */
    @WithDefault("notification-service,ad-service")
    Set<String> erasureReporters();

    /** Commands in one transaction, at most. */
    @WithDefault("256")
    int groupSize();

    /** How long an answer waits for Kafka before it says that it is unavailable. */
    @WithDefault("10s")
    Duration publishTimeout();

    /** How often it is looked whether a request or a consent is over. */
    @WithDefault("10s")
    Duration expiryInterval();

    /** How often people may be asked, and how long what they said lasts. */
    Limits limits();

    /** Against nagging. */
    interface Limits {
        /** For so long a declined request is not repeated. */
        @WithDefault("90")
        int pauseAfterDeclineDays();

        /** For so long a request can be answered. */
        @WithDefault("30")
        int requestOpenDays();

        /** So long before its end a consent may be asked for again. */
        @WithDefault("30")
        int refreshDays();

        /** How long a consent lasts whose notice does not say. */
        @WithDefault("730")
        int consentValidDays();

        /** Requests of one company that may wait for an answer at a time. */
        @WithDefault("100000")
        long openRequestsOfCompany();

        /** Requests to one person that may wait for an answer at a time. */
        @WithDefault("50")
        long openRequestsOfPerson();
    }
}
