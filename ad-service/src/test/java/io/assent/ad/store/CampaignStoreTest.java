package io.assent.ad.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.ad.campaign.Campaign;
import io.assent.ad.campaign.Targeting;
import io.assent.ad.feed.Viewer;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class CampaignStoreTest {
    private static final Viewer VIEWER = new Viewer("ZZ", "zz", "adult", Set.of());

    @Inject
    CampaignStore store;

    @Inject
    DataSource dataSource;

    private final String id = "c-" + UUID.randomUUID();

    @Test
    void aBookingThatIsCommittedLateIsNotMissed() throws SQLException {
        try (Connection slow = dataSource.getConnection()) {
            slow.setAutoCommit(false);
            try (Statement insert = slow.createStatement()) {
                insert.execute(
                        "insert into campaign (id, company, definition, budget_micros, cpm_micros, currency, starts_at,"
                                + " ends_at) values ('" + id + "', 'company', '{\"creatives\":[],\"targeting\":"
                                + "{\"countries\":[\"ZZ\"],\"languages\":[],\"ageBands\":[]}}', 1000, 1000, 'EUR', now(),"
                                + " now() + interval '1 hour')");
            }
            store.book(campaign("later-" + id));
            store.refresh();
            assertThat(offered()).contains("later-" + id).doesNotContain(id);

            slow.commit();
        }
        store.refresh();

        assertThat(offered()).contains(id);
    }

    @Test
    void whatIsStoppedIsOfferedNoMore() {
        store.book(campaign(id));
        store.refresh();
        assertThat(offered()).contains(id);

        store.stop(id);
        store.refresh();

        assertThat(offered()).doesNotContain(id);
    }

    private List<String> offered() {
        return store.offers(VIEWER).map(Campaign::id).toList();
    }

    private static Campaign campaign(String id) {
        return new Campaign(
                id,
                "company",
                List.of(),
                new Targeting(Set.of("ZZ"), Set.of(), Set.of()),
                1_000,
                1_000,
                "EUR",
                Instant.now(),
                Instant.now().plusSeconds(3_600),
                false);
    }
}
