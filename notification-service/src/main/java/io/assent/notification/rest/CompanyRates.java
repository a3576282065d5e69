package io.assent.notification.rest;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.assent.notification.NotificationConfig;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;

/** A bucket for each company that calls this instance; who has not called for long begins with a full one. */
@Singleton
class CompanyRates {
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final NotificationConfig.RateLimit limit;
    private final LoadingCache<String, Bucket> buckets =
            Caffeine.newBuilder().expireAfterAccess(FORGOTTEN).build(_ -> bucket());

    CompanyRates(NotificationConfig config) {
        this.limit = config.rateLimit();
    }

    ConsumptionProbe count(String company) {
        return buckets.get(company).tryConsumeAndReturnRemaining(1);
    }

    long burst() {
        return limit.burst();
    }

    /** In how many seconds an empty bucket is full. */
    long windowSeconds() {
        return Math.ceilDiv(limit.burst() * limit.period().toMillis(), limit.calls() * 1_000);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.burst()).refillGreedy(limit.calls(), limit.period()))
                .build();
    }
}
