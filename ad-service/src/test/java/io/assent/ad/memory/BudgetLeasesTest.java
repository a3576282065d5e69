package io.assent.ad.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.ad.AdConfig;
import io.assent.ad.campaign.Campaign;
import io.assent.ad.campaign.Targeting;
import io.assent.ad.store.BudgetStore;
import io.assent.ad.store.CampaignStore;
import io.assent.exactlyonce.Database;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class BudgetLeasesTest {
    private static final long PRICE = 7_000;

    @Inject
    Database database;

    @Inject
    BudgetStore store;

    @Inject
    CampaignStore campaigns;

    @Inject
    AdConfig config;

    private BudgetLeases leases;
    private Campaign campaign;

    @BeforeEach
    void aBudgetOfOneImpression() {
        leases = new BudgetLeases(store, config);
        campaign = book(PRICE);
    }

    private Campaign book(long budgetMicros) {
        Campaign booked = new Campaign(
                "c-" + UUID.randomUUID(),
                "company",
                List.of(),
                new Targeting(Set.of(), Set.of(), Set.of()),
                budgetMicros,
                PRICE * 1_000,
                "EUR",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                false);
        campaigns.book(booked);
        return booked;
    }

    @Test
    void whatWasNotViewedIsFreeAgain() {
        assertThat(leases.hold(campaign, "look-1", 1)).isTrue();
        assertThat(leases.hold(campaign, "look-2", 2)).isFalse();

        leases.settle("look-1", Set.of());

        assertThat(leases.hold(campaign, "look-2", 2)).isTrue();
    }

    @Test
    void whatWasChargedIsSpent() {
        assertThat(leases.hold(campaign, "look-1", 1)).isTrue();

        leases.settle("look-1", Set.of(1));

        assertThat(leases.hold(campaign, "look-2", 2)).isFalse();
    }

    @Test
    void theSameLookAgainHoldsNoSecondShare() {
        assertThat(leases.hold(campaign, "look-1", 1)).isTrue();
        assertThat(leases.hold(campaign, "look-1", 1)).isTrue();
    }

    @Test
    void aShareHeldWhileUnviewedOnesAreReleasedIsNotLost() throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Boolean> held = lockedOut(() -> {
                Future<Boolean> asking = thread.submit(() -> leases.hold(campaign, "look-1", 1));
                Awaitility.await().until(this::someoneWaitsForTheBudget);
                leases.releaseUnviewed();
                return asking;
            });
            assertThat(held.get(10, TimeUnit.SECONDS)).isTrue();
        }

        leases.settle("look-1", Set.of());

        assertThat(leases.hold(campaign, "look-2", 2)).isTrue();
    }

    @Test
    void whatIsHeldTooLongIsFreeAgain() {
        leases = new BudgetLeases(store, new ShortHold(config));
        assertThat(leases.hold(campaign, "look-1", 1)).isTrue();

        Awaitility.await().until(() -> {
            leases.releaseUnviewed();
            return leases.hold(campaign, "look-2", 2);
        });
    }

    @Test
    void ofTooManyUnviewedLooksTheOldestAreGivenUp() {
        Campaign large = book(PRICE * (BudgetLeases.MOST_LOOKS + 1));
        for (int look = 0; look <= BudgetLeases.MOST_LOOKS; look++) {
            assertThat(leases.hold(large, "look-" + look, 1)).isTrue();
        }
        assertThat(leases.hold(large, "one-more", 1)).isFalse();

        leases.releaseUnviewed();

        assertThat(leases.hold(large, "one-more", 1)).isTrue();
    }

    /** The budget's row is locked by somebody else while this runs. */
    private <T> T lockedOut(Work<T> work) {
        return database.transact(connection -> {
            try (var lock = connection.prepareStatement("select from campaign where id = ? for update")) {
                lock.setString(1, campaign.id());
                lock.execute();
            }
            return work.run();
        });
    }

    private interface Work<T> {
        T run();
    }

    private boolean someoneWaitsForTheBudget() {
        return database.transact(connection -> {
            try (var waiting = connection
                    .createStatement()
                    .executeQuery("select count(*) from pg_locks where not granted and locktype = 'transactionid'")) {
                return waiting.next() && waiting.getInt(1) > 0;
            }
        });
    }

    private record ShortHold(AdConfig config) implements AdConfig {
        @Override
        public String tokenSecret() {
            return config.tokenSecret();
        }

        @Override
        public String instance() {
            return config.instance();
        }

        @Override
        public Duration barrierInterval() {
            return config.barrierInterval();
        }

        @Override
        public Duration leasePatience() {
            return config.leasePatience();
        }

        @Override
        public Duration holdUnviewed() {
            return Duration.ofMillis(50);
        }
    }
}
