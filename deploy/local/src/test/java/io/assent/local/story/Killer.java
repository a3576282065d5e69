package io.assent.local.story;

import io.assent.local.player.DayPlayer;
import io.assent.local.stack.LocalStack;
import io.assent.local.stack.Service;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills each service once while a day is played, the next one when another sixth of the lines is done. */
final class Killer implements AutoCloseable {
    private final LocalStack stack;
    private final DayPlayer player;
    private final int lines;
    private final List<Service> killed = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

    Killer(LocalStack stack, DayPlayer player, int lines) {
        this.stack = stack;
        this.player = player;
        this.lines = lines;
        watch.scheduleWithFixedDelay(this::look, 50, 50, TimeUnit.MILLISECONDS);
    }

    List<Service> killed() {
        return killed;
    }

    private void look() {
        if (killed.size() < Service.values().length && player.counts().finished() > (killed.size() + 2) * lines / 7) {
            Service next = Service.values()[killed.size()];
            stack.service(next).handle().destroyForcibly();
            killed.add(next);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
