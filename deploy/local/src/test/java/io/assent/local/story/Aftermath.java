package io.assent.local.story;

import io.assent.local.day.DayLine;
import io.assent.local.outcome.DayOutcome;
import io.assent.local.player.Collector;
import io.assent.local.player.DayPlayer;
import io.assent.local.player.Promises;
import io.assent.local.player.Quiet;
import io.assent.local.stack.Progress;
import java.util.List;

/** What came out, once all is quiet. */
record Aftermath(DayPlayer player, List<DayLine> played, Progress progress) {

    DayOutcome collect() throws InterruptedException {
        new Quiet(player, progress).await(played);
        return new Collector(player, played).collect();
    }

    List<String> brokenPromises() throws InterruptedException {
        return new Promises(player, played)
                .broken().values().stream().flatMap(List::stream).toList();
    }
}
