package io.assent.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.notification.delivery.RedeliverySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class OpenInboxesTest {
    private static final int ROUNDS = 200_000;

    private final OpenInboxes inboxes = new OpenInboxes();

    @Test
    void severalDevicesOfAPersonListen() {
        InboxConnection phone = connection("phone");
        InboxConnection tablet = connection("tablet");
        inboxes.add(phone);
        inboxes.add(tablet);
        assertThat(inboxes.of("p-1")).containsExactlyInAnyOrder(phone, tablet);
        assertThat(inboxes.size()).isEqualTo(2);

        inboxes.remove(phone);
        assertThat(inboxes.of("p-1")).containsExactly(tablet);

        inboxes.remove(tablet);
        assertThat(inboxes.isOpen("p-1")).isFalse();
    }

    @Test
    void aDeviceThatConnectsWhileAnotherHangsUpIsKnown() throws Exception {
        InboxConnection old = connection("phone");
        InboxConnection fresh = connection("phone again");

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> hangingUp = threads.submit(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    inboxes.add(old);
                    inboxes.remove(old);
                }
            });
            Future<?> connecting = threads.submit(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    inboxes.add(fresh);
                    assertThat(inboxes.of("p-1")).contains(fresh);
                    inboxes.remove(fresh);
                }
            });
            hangingUp.get();
            connecting.get();
        }
    }

    private static InboxConnection connection(String device) {
        return new InboxConnection(
                "p-1",
                () -> List.of(device),
                Instant.EPOCH,
                Instant.EPOCH,
                new RecordingSocket(),
                new Outstanding(10, new RedeliverySchedule(Duration.ofSeconds(30), Duration.ofMinutes(15))));
    }
}
