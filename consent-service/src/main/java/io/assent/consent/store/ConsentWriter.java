package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.contact.ContactLimits;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.DatabaseException;
import io.assent.exactlyonce.Relay;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Commits a group of commands in one transaction, and completes them. */
@Singleton
class ConsentWriter {
    static final Outcome BEHIND_LOG =
            new Outcome.Refused(Outcome.Refused.BEHIND_LOG, "the database lost commits that Kafka has", null);

    private final Database database;
    private final EntryJson json;
    private final ConsentEvents events;
    private final SequenceGuard guard;
    private final Relay relay;
    private final EventTime time;
    private final ConsentMetrics metrics;
    private final ContactLimits limits;

    ConsentWriter(
            Database database,
            EntryJson json,
            ConsentEvents events,
            SequenceGuard guard,
            Relay relay,
            EventTime time,
            ConsentMetrics metrics,
            ContactLimits limits) {
        this.database = database;
        this.json = json;
        this.events = events;
        this.guard = guard;
        this.relay = relay;
        this.time = time;
        this.metrics = metrics;
        this.limits = limits;
    }

    private record Written(List<Outcome> outcomes, CommandGroup group) {}

    void commit(List<PendingCommand> commands) {
        try {
            Written written = metrics.timeGroup(
                    commands.size(), () -> database.transact(connection -> write(connection, commands)));
            relay.wake();
            written.group().heads().forEach((shard, head) -> guard.saw(shard, head.sequence()));
            metrics.changed(written.group().recorded());
            for (int i = 0; i < commands.size(); i++) {
                commands.get(i).complete(written.outcomes().get(i));
            }
        } catch (RuntimeException failure) {
            fail(commands, failure);
        }
    }

    private Written write(Connection connection, List<PendingCommand> pending) throws SQLException {
        List<ConsentCommand> commands =
                pending.stream().map(PendingCommand::command).toList();
        // No finer than the database keeps it, so that an entry can be held against its row.
        Instant recordedAt = time.wall().truncatedTo(ChronoUnit.MICROS);
        CommandGroup group = new CommandGroup(connection, json, events, limits, recordedAt, commands);
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        for (ConsentCommand command : commands) {
            ShardRows.Head head = Objects.requireNonNull(group.heads().get(command.shard()), "locked");
            outcomes.add(guard.isBehind(command.shard(), head) ? BEHIND_LOG : group.decide(command));
        }
        return new Written(group.write(outcomes), group);
    }

    /** An outage fails all; anything else is the fault of one, which is found by halves and fails alone. */
    private void fail(List<PendingCommand> commands, RuntimeException failure) {
        boolean outage = failure instanceof DatabaseException refused && refused.isTransient();
        if (outage || commands.size() == 1) {
            commands.forEach(command -> command.fail(failure));
            return;
        }
        int middle = commands.size() / 2;
        commit(commands.subList(0, middle));
        commit(commands.subList(middle, commands.size()));
    }
}
