package io.assent.consent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of consent-service. */
@ConfigMapping(prefix = "assent.consent")
public interface ConsentConfig {
    /** Ed25519 private key (PKCS #8, Base64) that signs consent events. */
    String privateKey();

    /** The public half (X.509, Base64), by which the gates know them. */
    String publicKey();

    /** How long a feed may rely on what it knew. Published in the log; blocks and ads choices wait for it. */
    @WithDefault("100")
    long leaseMillis();

    /** Names this instance in its barriers; unique among those that run. */
    @WithDefault("${assent.instance:${quarkus.uuid}}")
    String instance();

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
