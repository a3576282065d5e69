package io.assent.ad.memory;

import io.assent.ad.AdConfig;
import io.assent.ad.token.TokenSigner;
import io.assent.base.EventTime;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Base64;

/** Beans of the pure parts, and the forgetting of what is over. */
@Singleton
public class AdBeans {
    private final StatusMemory statuses;
    private final EventTime time;

    public AdBeans(StatusMemory statuses, EventTime time) {
        this.statuses = statuses;
        this.time = time;
    }

    @Produces
    @Singleton
    static TokenSigner tokenSigner(AdConfig config) {
        return new TokenSigner(Base64.getDecoder().decode(config.tokenSecret()));
    }

    /** In a replay the present is wherever the next event is, so nothing is forgotten. */
    @Scheduled(every = "60s")
    void forget() {
        if (!time.isReplay()) {
            statuses.forgetBefore(time.wall());
        }
    }
}
