package io.assent.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.local.day.DayLine;
import io.assent.local.oracle.Oracle;
import io.assent.local.oracle.Prices;
import io.assent.local.outcome.Comparison;
import io.assent.local.outcome.CrashComparison;
import io.assent.local.outcome.DayOutcome;
import io.assent.local.player.DayPlayer;
import io.assent.local.stack.Home;
import io.assent.local.stack.LocalStack;
import io.assent.local.stack.Ports;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import io.assent.local.stack.StackPlan;
import io.assent.local.stack.SupervisedProcess;
import io.assent.servers.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The story from its first line to its last on the real thing; the tests go on from one another. */
@Tag("stack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class WholeStackTest {
    private static final Set<String> MESSAGE = Set.of(
            "notification-service: POST /v1/notifications",
            "notification-service: gate decide",
            "notification-service: hand over to device",
            "notification-service: receipt",
            "billing-service: charge");
    private static final Set<String> BLOCK = Set.of(
            "consent-service: POST /v1/people/{user}/contacts/{company}/block",
            "notification-service: permission known",
            "ad-service: choice known");
    private static final Set<String> IMPRESSION =
            Set.of("ad-service: POST /v1/people/{user}/views", "billing-service: charge");

    @TempDir
    private static Path data;

    private final Progress progress = new Progress(System.err);
    private final List<DayLine> played = new ArrayList<>();
    private LocalStack stack;
    private SupervisedProcess another;
    private DayPlayer player;
    private Oracle oracle;
    private SmallDay firstDay;
    private SpanCollector collector;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        collector = new SpanCollector();
        var plan = new StackPlan(Home.find(), data, false, Ports.free(), "event")
                .forMinutes()
                .tracedBy(collector.address());
        stack = LocalStack.start(plan, progress);
        another = stack.startAnother(Service.NOTIFICATION, FreePort.find());
        player = new DayPlayer(stack.endpoints(), data, progress);
        oracle = new Oracle(new Prices(Files.readAllLines(Home.rateCard())));
        firstDay = SmallDay.on(LocalDate.of(2026, 3, 31), 7);
    }

    @AfterAll
    void stop() throws InterruptedException {
        player.close();
        stack.close();
        collector.close();
    }

    @Test
    @Order(1)
    void whatComesOutIsWhatMust() throws InterruptedException {
        played.addAll(firstDay.lines());
        DayOutcome expected = oracle.after(firstDay.lines());

        player.play(firstDay.lines());

        var comparison = new Comparison(expected, new Aftermath(player, played, progress).collect());
        assertThat(comparison.differences()).isEmpty();
        assertThat(player.findings()).isEmpty();
    }

    @Test
    @Order(2)
    void theSameDayAgainDeliversAndChargesNothing() throws InterruptedException {
        DayOutcome before = new Aftermath(player, played, progress).collect();

        // What was refused before may be allowed by now, as for anybody who tries again later.
        player.produce(firstDay.lines().stream()
                .filter(line -> !before.refusals().containsKey(line.label()))
                .toList());

        DayOutcome after = new Aftermath(player, played, progress).collect();
        assertThat(after.charges()).isEqualTo(before.charges());
        assertThat(after.campaigns()).isEqualTo(before.campaigns());
        assertThat(after.messages()).containsAllEntriesOf(before.messages());
        assertThat(player.findings()).isEmpty();
    }

    @Test
    @Order(3)
    void oneTraceFollowsAMessageFromItsRequestToItsCharge() {
        var search = new TraceSearch(collector);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(List.of(MESSAGE, BLOCK, IMPRESSION))
                        .as(() -> "seen: " + search.kinds())
                        .noneMatch(steps -> search.whole(steps).isEmpty()));
    }

    @Test
    @Order(3)
    void noTraceNamesAPerson() {
        assertThat(collector.steps()).hasSizeGreaterThan(1_000);
        assertThat(new TraceSearch(collector).naming("p-[0-9]{4}|" + SmallDay.CANARY))
                .isEmpty();
    }

    @Test
    @Order(3)
    void everyDocumentedMetricIsServed() throws Exception {
        assertThat(new MetricCatalogue(stack.endpoints()).missing()).isEmpty();
    }

    @Test
    @Order(4)
    void aDayOnWhichEachServiceIsKilledComesOutTheSame() throws InterruptedException, IOException {
        SmallDay day = SmallDay.on(LocalDate.of(2026, 5, 12), 8);
        played.addAll(day.lines());
        DayOutcome expected = oracle.after(day.lines());

        try (var killer = new Killer(stack, player, day.lines().size())) {
            player.play(day.lines());
            assertThat(killer.killed()).hasSize(4);
        }

        DayOutcome actual = new Aftermath(player, played, progress).collect();
        var comparison = new CrashComparison(played, stack.restarts(Service.AD));
        assertThat(comparison.differences(expected, actual)).isEmpty();
        assertThat(new Aftermath(player, played, progress).brokenPromises()).isEmpty();
    }

    @Test
    @Order(5)
    void nobodyButTheDevicesEverSawWhatWasSealed() throws Exception {
        var search = new Search(stack, data, List.of(another));

        assertThat(search.placesOf(SmallDay.CANARY)).isEmpty();
        // The search itself must work: what is no secret is found in each kind of place.
        assertThat(search.placesOf("parcel-shop")).contains("tables", "PostgreSQL files", "topics", "heaps");
    }
}
