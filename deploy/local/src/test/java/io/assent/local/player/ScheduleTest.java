package io.assent.local.player;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.local.day.DayLine;
import io.assent.local.day.DayTypes;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = new Schedule(new BudgetTurns());

    @Test
    void playsTheLinesOfOnePersonOneAfterTheOther() {
        var first = new CompletableFuture<Void>();
        schedule.enter(line(DayTypes.DEVICE_CONNECTED, "user", "p-1"), first);

        var second = schedule.enter(line(DayTypes.NOTIFICATION_REQUEST, "user", "p-1"), new CompletableFuture<>());
        var somebodyElse =
                schedule.enter(line(DayTypes.NOTIFICATION_REQUEST, "user", "p-2"), new CompletableFuture<>());

        assertThat(somebodyElse).isDone();
        assertThat(second).isNotDone();
        first.complete(null);
        assertThat(second).isDone();
    }

    @Test
    void letsAViewerWaitForEarlierPostsOfTheirContactsAndLaterPostsForTheViewer() {
        schedule.enter(person("p-1", "p-2"), CompletableFuture.completedFuture(null));
        var post = new CompletableFuture<Void>();
        var view = new CompletableFuture<Void>();
        schedule.enter(line(DayTypes.STATUS_POSTED, "author", "p-2"), post);

        var viewMayStart = schedule.enter(line(DayTypes.STATUS_VIEWED, "viewer", "p-1"), view);
        var laterPost = schedule.enter(line(DayTypes.STATUS_POSTED, "author", "p-2"), new CompletableFuture<>());
        var stranger = schedule.enter(line(DayTypes.STATUS_POSTED, "author", "p-3"), new CompletableFuture<>());

        assertThat(stranger).isDone();
        assertThat(viewMayStart).isNotDone();
        post.complete(null);
        assertThat(viewMayStart).isDone();
        assertThat(laterPost).isNotDone();
        view.complete(null);
        assertThat(laterPost).isDone();
    }

    @Test
    void fencesTheSetUpOfCompaniesAndCampaigns() {
        var before = new CompletableFuture<Void>();
        var booking = new CompletableFuture<Void>();
        schedule.enter(line(DayTypes.DEVICE_CONNECTED, "user", "p-1"), before);

        var bookingMayStart = schedule.enter(line(DayTypes.CAMPAIGN_BOOKING, "campaign", "c"), booking);
        var after = schedule.enter(line(DayTypes.DEVICE_CONNECTED, "user", "p-2"), new CompletableFuture<>());

        assertThat(bookingMayStart).isNotDone();
        before.complete(null);
        assertThat(bookingMayStart).isDone();
        assertThat(after).isNotDone();
        booking.complete(null);
        assertThat(after).isDone();
    }

    private static DayLine person(String id, String contact) {
        DayLine line = line(DayTypes.PERSON_CHANGED, "user", id);
        ((com.fasterxml.jackson.databind.node.ObjectNode) line.data())
                .putArray("contacts")
                .add(contact);
        return line;
    }

    private static DayLine line(String type, String field, String value) {
        var event = new ObjectMapper().createObjectNode();
        event.putObject("data").put(field, value);
        return new DayLine(1, "e", type, Instant.EPOCH, event);
    }
}
