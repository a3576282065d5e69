package io.assent.consent.store;

import io.assent.consent.contact.Contact;
import io.assent.consent.contact.ContactChange;
import io.assent.consent.contact.ContactDecision;
import io.assent.consent.contact.ContactLimits;
import io.assent.consent.history.HistoryChain;
import io.assent.consent.history.SaltedEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.LongFunction;

/**
 * Commands decided in one transaction, in their order, under the locks of their shards: first {@link #decide} each, then
 * {@link #write} all that they changed.
 */
final class CommandGroup {
    private final Connection connection;
    private final EntryJson json;
    private final ConsentEvents events;
    private final Instant recordedAt;
    private final SortedMap<Integer, ShardRows.Head> heads;
    private final Map<StateKey, Stated> states;
    private final RepeatedCommands repeated;
    private final ContactLimits limits;
    private final OpenRequests openRequests;
    private final KnownAges ages;
    private final Lanes lanes = new Lanes();
    private final Map<StateKey, Stated> changed = new LinkedHashMap<>();
    private final Map<StateKey, Due> dues = new HashMap<>();
    private final List<HistoryRows.Row> history = new ArrayList<>();
    private final List<Entry> recorded = new ArrayList<>();

    CommandGroup(
            Connection connection,
            EntryJson json,
            ConsentEvents events,
            ContactLimits limits,
            Instant recordedAt,
            List<ConsentCommand> commands)
            throws SQLException {
        this.connection = connection;
        this.json = json;
        this.events = events;
        this.limits = limits;
        this.recordedAt = recordedAt;
        this.heads = ShardRows.lock(
                connection,
                commands.stream().map(ConsentCommand::shard).distinct().toList());
        this.states = StateRows.select(
                connection,
                commands.stream().map(ConsentCommand::stateKey).distinct().toList());
        this.repeated = RepeatedCommands.among(connection, commands);
        this.openRequests = OpenRequests.before(connection, commands, limits);
        this.ages = KnownAges.of(connection, commands);
    }

    /** Sequence and hash of the last entry of each locked shard, with what was decided so far. */
    SortedMap<Integer, ShardRows.Head> heads() {
        return heads;
    }

    /** What was decided so far, for the history. */
    List<Entry> recorded() {
        return recorded;
    }

    Outcome decide(ConsentCommand command) {
        return repeated.answered(command).orElseGet(() -> {
            Outcome outcome = switch (command.action()) {
                case ConsentAction.OnContact contact -> decide(command, contact);
                case ConsentAction.OnAds ads -> decide(command, ads);
            };
            repeated.remember(command, outcome);
            return outcome;
        });
    }

    private Outcome decide(ConsentCommand command, ConsentAction.OnContact action) {
        Stated stated = states.get(command.stateKey());
        if (action.isOutdatedAt(stated == null ? 0 : stated.version())) {
            return new Outcome.Refused(Outcome.Refused.CHANGED_MEANWHILE, "the contact is not as it was shown", stated);
        }
        Contact contact = stated == null ? Contact.NONE : json.contact(stated).contact();
        return switch (contact.decide(action.command(), command.occurredAt(), limits, ages.of(command))) {
            case ContactDecision.Changed(Contact next, ContactChange change) ->
                openRequests
                        .objection(command, contact, next)
                        .<Outcome>map(refused -> Outcome.Refused.of(refused, stated))
                        .orElseGet(() -> {
                            openRequests.note(command, contact, next);
                            dues.put(command.stateKey(), Due.of(next));
                            return record(
                                    command,
                                    version -> Entry.OfContact.of(
                                            command, action.company(), next, change, version, recordedAt));
                        });
            case ContactDecision.Unchanged _ ->
                stated == null
                        ? new Outcome.Refused("not_blocked", "there is no contact with this company", null)
                        : new Outcome.Decided(stated, false);
            case ContactDecision.Refused refused -> Outcome.Refused.of(refused, stated);
        };
    }

    private Outcome decide(ConsentCommand command, ConsentAction.OnAds action) {
        Stated stated = states.get(command.stateKey());
        if (!action.choice().isOpenTo(ages.of(command))) {
            return new Outcome.Refused("minor", "ads that are chosen for a person are not for minors", stated);
        }
        return stated != null
                        && json.ads(stated).choice().equals(action.choice().code())
                ? new Outcome.Decided(stated, false)
                : record(command, version -> Entry.OfAds.of(command, action.choice(), version, recordedAt));
    }

    private Outcome record(ConsentCommand command, LongFunction<Entry> entryOfVersion) {
        StateKey key = command.stateKey();
        ShardRows.Head head = Objects.requireNonNull(heads.get(command.shard()), "a command's shard is locked");
        long version = head.sequence() + 1;
        Entry entry = entryOfVersion.apply(version);
        Stated stated = Stated.pending(command.shard(), version, json.write(entry), entry.needsCommitWait());
        SaltedEntry salted = HistoryRows.salted(stated.entry());
        byte[] commitment = salted.commitment();
        byte[] hash = HistoryChain.next(head.hash(), version, commitment);
        heads.put(command.shard(), head.next(hash));
        history.add(new HistoryRows.Row(command.shard(), version, key, salted, commitment, hash));
        recorded.add(entry);
        states.put(key, stated);
        changed.put(key, stated);
        lanes.add(command.shard(), events.state(key, stated, entry, command.traceparent()));
        return new Outcome.Decided(stated, true);
    }

    /**
     * Writes what was decided.
     *
     * @return the outcomes, each with the outbox row that carries what it says
     */
    List<Outcome> write(List<Outcome> outcomes) throws SQLException {
        lanes.append(connection);
        changed.replaceAll((_, stated) -> lanes.settle(stated));
        HistoryRows.insert(connection, history, recordedAt);
        StateRows.upsert(connection, changed, dues);
        openRequests.write(connection);
        repeated.write(connection, lanes);
        if (!history.isEmpty()) {
            ShardRows.advance(connection, heads);
        }
        return outcomes.stream().map(lanes::settle).toList();
    }
}
