package io.assent.ad;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of ad-service. */
@ConfigMapping(prefix = "assent.ad")
public interface AdConfig {
    /** Secret of impression tokens: 32 bytes, Base64; the same in all instances. */
    String tokenSecret();

    /** Names this instance in its barriers; unique among those that run. */
    @WithDefault("${assent.instance:${quarkus.uuid}}")
    String instance();

    /** Time between barriers while feeds are asked for. */
    @WithDefault("25ms")
    Duration barrierInterval();

    /** How long a feed waits for a fresh lease before it goes out without ads. */
    @WithDefault("150ms")
    Duration leasePatience();

    /** How long an unviewed ad holds its share of the budget. The token stays valid after that, if budget is left. */
    @WithDefault("5m")
    Duration holdUnviewed();
}
