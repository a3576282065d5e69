package io.assent.ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ErasureTest {
    @BeforeEach
    void leasedAndReady() {
        AdWorld.publishLease(400);
        AdWorld.awaitReady();
    }

    @Test
    void anErasedPersonIsShownNoAdsAndNoViewNamesIt() {
        String company = AdWorld.company();
        String campaign = AdWorld.campaign(company, 9_500_000, 1_000);
        String viewer = AdWorld.viewer(4);
        AdWorld.fresh(AdWorld.choice(viewer, "personalised"));
        List<String> tokens = AdWorld.tokensIn(AdWorld.feed(viewer, "f-1"));
        AdWorld.view(viewer, "f-1", tokens);
        assertThat(count("view_report where viewer = '" + viewer + "'")).isEqualTo(1);

        AdWorld.fresh(AdWorld.send(AdWorld.erasure(viewer, "erasure-of-one")));

        JsonPath feed = AdWorld.feed(viewer, "f-2");
        assertThat(AdWorld.campaignsIn(feed)).isEmpty();
        assertThat(feed.getString("adsWithheld")).isEqualTo("choice_none");
        assertThat(feed.getList("items")).isEmpty();
        assertThat(count("view_report where viewer = '" + viewer + "'")).isZero();
        assertThat(reports("erasure-of-one")).isEqualTo(1);
        AdWorld.stop(company, campaign);
    }

    @Test
    void whoComesBackIsNotErasedByACopyOfTheRecord() {
        String company = AdWorld.company();
        String campaign = AdWorld.campaign(company, 9_600_000, 1_000);
        String viewer = AdWorld.viewer(4);
        ProducerRecord<byte[], byte[]> erasure = AdWorld.erasure(viewer, "erasure-copied");
        AdWorld.fresh(AdWorld.choice(viewer, "contextual"));
        AdWorld.view(viewer, "f-1", AdWorld.tokensIn(AdWorld.feed(viewer, "f-1")));

        AdWorld.fresh(AdWorld.send(erasure));
        AdWorld.fresh(AdWorld.send(erasure));

        // It was chosen after the erasure, as its version says.
        assertThat(AdWorld.feed(viewer, "f-2").getString("adsWithheld")).isNull();
        assertThat(reports("erasure-copied")).isEqualTo(1);
        AdWorld.stop(company, campaign);
    }

    /** Rows of the outbox and records of the topic come to the same: what was told is told once. */
    private static long reports(String erasure) {
        return count("erasure where id = '" + erasure + "'");
    }

    private static long count(String rows) {
        try (Connection connection = ServersTestResource.servers().superuser(ServersTestResource.database());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + rows)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
