package io.assent.local.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assent.local.imports.ContactImport;
import io.assent.local.imports.ContactImport.Refusal;
import io.assent.local.probe.Prober;
import io.assent.local.stack.Home;
import io.assent.local.stack.LocalStack;
import io.assent.local.stack.Ports;
import io.assent.local.stack.Progress;
import io.assent.local.stack.StackPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works on a stack that runs: the prober and the import. */
@Tag("stack")
class ToolsStackTest {
    private static final int ANY_FREE_PORT = 0;

    private static final Progress PROGRESS = new Progress(System.err);

    @TempDir
    private static Path data;

    private static LocalStack stack;

    @BeforeAll
    static void givenAStack() throws IOException, InterruptedException {
        stack = LocalStack.start(new StackPlan(Home.find(), data, false, Ports.free(), "wall").forMinutes(), PROGRESS);
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    @Test
    void aWithdrawalAndABlockAreKeptAndCounted() throws IOException, InterruptedException {
        try (Prober prober = Prober.of(stack.endpoints(), data, ANY_FREE_PORT, PROGRESS)) {
            prober.playRound();
            prober.playRound();

            assertThat(metrics(prober.port()))
                    .contains(
                            "assent_probe_rounds_total{result=\"kept\"} 2.0",
                            "assent_probe_rounds_total{result=\"broken\"} 0.0",
                            "assent_probe_rounds_total{result=\"failed\"} 0.0",
                            "assent_probe_round_seconds_bucket{le=\"+Inf\"} 2");
        }
    }

    @Test
    void aFileOfConsentsIsImportedOnceAndItsBrokenLinesAreNamed() throws IOException, InterruptedException {
        try (Prober prober = Prober.of(stack.endpoints(), data, ANY_FREE_PORT, PROGRESS)) {
            prober.playRound(); // its company and notice are there now
        }
        Path file = Files.writeString(data.resolve("contacts.csv"), """
                user,status,purposes,noticeVersion,language,decidedAt,evidence
                imported-1,accepted,notifications.utility,prober-1,en,2026-01-15T09:30:00Z,crm/1
                not a line
                imported-2,blocked,,,,2025-11-02T00:00:00Z,hotline/2
                imported-3,accepted,notifications.utility,prober-9,en,2026-01-15T09:30:00Z,crm/3
                """);
        ContactImport contacts = new ContactImport(stack.endpoints(), "prober-company");
        List<Refusal> refusals = new ArrayList<>();

        assertThat(contacts.of(file, refusals::add))
                .isEqualTo(new ContactImport.Summary(4, 2, 0, Map.of("malformed", 1L, "unknown_notice", 1L)));
        assertThat(refusals).extracting(Refusal::line).containsExactly(3L, 5L);
        assertThat(contacts.of(file, _ -> {}).unchanged()).isEqualTo(2);
        assertThatThrownBy(() -> new ContactImport(stack.endpoints(), "nobody").of(file, _ -> {}))
                .hasMessageContaining("unknown_company");
    }

    private static String metrics(int port) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            HttpRequest scrape = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                    .build();
            return http.send(scrape, BodyHandlers.ofString()).body();
        }
    }
}
