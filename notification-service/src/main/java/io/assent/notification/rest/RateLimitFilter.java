package io.assent.notification.rest;

import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.time.Duration;

/**
 * How many calls a company may make to this instance. The fields are those of draft-ietf-httpapi-ratelimit-headers: the policy,
 * what is left, and in how many seconds the bucket is full again.
 */
@jakarta.ws.rs.ext.Provider
@RateLimited
class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String COUNTED = RateLimitFilter.class.getName();

    private final Caller caller;
    private final Provider<CompanyRates> rates;

    /** Filters are made before settings are known, hence the provider. */
    RateLimitFilter(Caller caller, Provider<CompanyRates> rates) {
        this.caller = caller;
        this.rates = rates;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        ConsumptionProbe probe = rates.get().count(caller.company());
        request.setProperty(COUNTED, probe);
        if (!probe.isConsumed()) {
            throw Problem.laterAfter(
                    429, "rate_limited", "too many calls of this company", seconds(probe.getNanosToWaitForRefill()));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(COUNTED) instanceof ConsumptionProbe probe) {
            CompanyRates limit = rates.get();
            response.getHeaders()
                    .putSingle(
                            "RateLimit-Policy",
                            "\"company\";q=%d;w=%d".formatted(limit.burst(), limit.windowSeconds()));
            response.getHeaders()
                    .putSingle(
                            "RateLimit",
                            "\"company\";r=%d;t=%d"
                                    .formatted(
                                            probe.getRemainingTokens(),
                                            seconds(probe.getNanosToWaitForReset())
                                                    .toSeconds()));
        }
    }

    /** Whole seconds, as the fields have it; never none. */
    private static Duration seconds(long nanos) {
        return Duration.ofSeconds(
                Math.max(1, Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos())));
    }
}
