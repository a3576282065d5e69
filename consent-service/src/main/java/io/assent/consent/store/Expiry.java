package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.contact.ContactCommand;
import io.assent.exactlyonce.Database;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Ends what is over by now, each by an ordinary command. Several instances may do so at once: whose command comes second finds
 * nothing left to end.
 */
@Singleton
public class Expiry {
    private static final int GROUP = 200;
    private static final String ACTOR = "system";

    private final Database database;
    private final CommandQueue commands;
    private final EventTime time;

    public Expiry(Database database, CommandQueue commands, EventTime time) {
        this.database = database;
        this.commands = commands;
        this.time = time;
    }

    /** In a replay time passes as far as an operator says. */
    @Scheduled(
            every = "${assent.consent.expiry-interval:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        if (!time.isReplay() && commands.isReady()) {
            sweep(time.wall());
        }
    }

    /** Returns when all that was over at that moment is ended. */
    public void sweep(Instant moment) {
        // As PostgreSQL keeps it, or what it calls due would not be over yet.
        Instant now = moment.truncatedTo(ChronoUnit.MICROS);
        boolean more = true;
        while (more) {
            List<CompletableFuture<Outcome>> ends = database.transact(connection -> due(connection, now)).stream()
                    .map(contact -> commands.submit(end(contact, now)))
                    .toList();
            more = !ends.isEmpty() && ends.stream().allMatch(end -> end.join() instanceof Outcome.Decided);
        }
    }

    private static ConsentCommand end(StateKey contact, Instant now) {
        ConsentAction action = new ConsentAction.OnContact(contact.counterpart(), new ContactCommand.Expire());
        return new ConsentCommand(ACTOR, contact.person(), action, null, now, null);
    }

    private static List<StateKey> due(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select person, counterpart from consent_state where due_at <= ? order by due_at limit ?")) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setInt(2, GROUP);
            List<StateKey> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new StateKey(row.getString(1), row.getString(2)));
                }
            }
            return due;
        }
    }
}
