package io.assent.billing.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Problem;
import io.assent.billing.rating.Rate;
import io.assent.billing.rating.RateCard;
import io.assent.billing.store.AccountStore;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prices in force, and the check of the books. */
@Path("/v1")
@RunOnVirtualThread
public class LedgerResource {
    private final AccountStore store;
    private final RateCard rateCard;
    private final EventTime time;

    public LedgerResource(AccountStore store, RateCard rateCard, EventTime time) {
        this.store = store;
        this.rateCard = rateCard;
        this.time = time;
    }

    /** Debits and credits of all ledgers in micros. */
    @GET
    @Path("ledger/check")
    @RolesAllowed("operator")
    public AccountStore.Totals check() {
        return store.totals();
    }

    /** at is YYYY-MM-DD; today when absent. Prices in micros. */
    @GET
    @Path("rate-card")
    @Authenticated
    public Map<String, List<Rate>> rates(@QueryParam("at") @Nullable String at) {
        return Map.of("rates", rateCard.at(at == null ? time.wall() : start(at)));
    }

    private static Instant start(String day) {
        try {
            return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.invalidField("at is YYYY-MM-DD");
        }
    }
}
