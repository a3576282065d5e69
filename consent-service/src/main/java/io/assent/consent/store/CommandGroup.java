package io.assent.consent.store;

import io.assent.consent.contact.Contact;
import io.assent.consent.contact.ContactDecision;
import io.assent.consent.history.HistoryChain;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A group of commands decided in one transaction, in their order, under the locks of their shards. */
final class CommandGroup {
    private final EntryJson json;
    private final ConsentEvents events;
    private final Connection connection;
    private final Instant recordedAt;
    private final SortedMap<Integer, ConsentRows.Shard> shards;
    private final Map<StateKey, Stated> states;
    private final Map<ConsentRows.ActorKey, ConsentRows.AnswerRow> answers;
    private final SortedMap<Integer, List<OutboxRecord>> records = new TreeMap<>();
    private final Map<StateKey, Stated> changed = new LinkedHashMap<>();
    private final List<ConsentRows.HistoryRow> history = new ArrayList<>();
    private final List<ConsentRows.AnswerRow> newAnswers = new ArrayList<>();

    CommandGroup(
            EntryJson json,
            ConsentEvents events,
            Connection connection,
            Instant recordedAt,
            List<ConsentCommand> commands)
            throws SQLException {
        this.json = json;
        this.events = events;
        this.connection = connection;
        this.recordedAt = recordedAt;
        this.shards = ConsentRows.lockShards(
                connection,
                commands.stream().map(ConsentCommand::shard).distinct().toList());
        this.states = ConsentRows.states(
                connection,
                commands.stream().map(ConsentCommand::stateKey).distinct().toList());
        this.answers = new HashMap<>(ConsentRows.answers(
                connection,
                commands.stream()
                        .map(CommandGroup::actorKey)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()));
    }

    /** Outcomes in the order of the commands. What they changed is written, and leaves with the commit. */
    List<Outcome> decide(List<ConsentCommand> commands) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        for (ConsentCommand command : commands) {
            outcomes.add(decide(command));
        }
        Map<Integer, Long> laneSequences = new HashMap<>();
        for (Map.Entry<Integer, List<OutboxRecord>> lane : records.entrySet()) {
            laneSequences.put(lane.getKey(), Outbox.append(connection, lane.getKey(), lane.getValue()));
        }
        UnaryOperator<Stated> settled = stated -> stated.onLane(laneSequences.getOrDefault(stated.shard(), 0L));
        changed.replaceAll((_, stated) -> settled.apply(stated));
        newAnswers.replaceAll(answer -> answer.with(settled.apply(answer.stated())));
        outcomes.replaceAll(outcome -> outcome instanceof Outcome.Decided(Stated stated)
                ? new Outcome.Decided(settled.apply(stated))
                : outcome);
        ConsentRows.insertHistory(connection, history, recordedAt);
        ConsentRows.upsertStates(connection, changed);
        ConsentRows.insertAnswers(connection, newAnswers);
        ConsentRows.advanceShards(connection, shards);
        return outcomes;
    }

    private Outcome decide(ConsentCommand command) {
        ConsentRows.ActorKey actorKey = actorKey(command);
        byte[] requestHash = hash(command.fingerprint());
        ConsentRows.AnswerRow answered = actorKey == null ? null : answers.get(actorKey);
        if (answered != null) {
            return Arrays.equals(answered.requestHash(), requestHash)
                    ? new Outcome.Decided(answered.stated())
                    : new Outcome.Refused("idempotency_key_reused", "this key came with another request");
        }
        Outcome outcome = apply(command);
        if (actorKey != null && outcome instanceof Outcome.Decided(Stated stated)) {
            ConsentRows.AnswerRow answer =
                    new ConsentRows.AnswerRow(actorKey.actor(), actorKey.idempotencyKey(), requestHash, stated);
            answers.put(actorKey, answer);
            newAnswers.add(answer);
        }
        return outcome;
    }

    private Outcome apply(ConsentCommand command) {
        return switch (command.action()) {
            case ConsentAction.OnContact contact -> applyToContact(command, contact);
            case ConsentAction.OnAds ads -> applyToAds(command, ads);
        };
    }

    private Outcome applyToContact(ConsentCommand command, ConsentAction.OnContact action) {
        Stated stated = states.get(command.stateKey());
        Contact contact =
                stated != null && json.read(command.stateKey(), stated.entry()) instanceof Entry.OfContact entry
                        ? entry.contact()
                        : Contact.NONE;
        return switch (contact.decide(action.command())) {
            case ContactDecision.Changed(Contact next, var change) ->
                record(
                        command,
                        version -> Entry.OfContact.of(command, action.company(), next, change, version, recordedAt));
            case ContactDecision.Unchanged _ ->
                stated == null
                        ? new Outcome.Refused("not_blocked", "there is no contact with this company")
                        : new Outcome.Decided(stated);
            case ContactDecision.Refused(String reason, String detail) -> new Outcome.Refused(reason, detail);
        };
    }

    private Outcome applyToAds(ConsentCommand command, ConsentAction.OnAds action) {
        Stated stated = states.get(command.stateKey());
        if (stated != null
                && json.read(command.stateKey(), stated.entry()) instanceof Entry.OfAds entry
                && entry.choice().equals(action.choice().code())) {
            return new Outcome.Decided(stated);
        }
        return record(command, version -> Entry.OfAds.of(command, action.choice(), version, recordedAt));
    }

    private Outcome record(ConsentCommand command, LongFunction<Entry> entryOfVersion) {
        int shard = command.shard();
        StateKey key = command.stateKey();
        ConsentRows.Shard head = Objects.requireNonNull(shards.get(shard), "a command's shard is locked");
        long version = head.sequence() + 1;
        Entry entry = entryOfVersion.apply(version);
        Stated stated = Stated.pending(shard, version, json.write(entry), entry.needsCommitWait());
        byte[] hash = HistoryChain.next(head.chainHash(), version, stated.entry());
        shards.put(shard, new ConsentRows.Shard(version, hash));
        history.add(new ConsentRows.HistoryRow(shard, version, key, stated.entry(), hash));
        states.put(key, stated);
        changed.put(key, stated);
        records.computeIfAbsent(shard, _ -> new ArrayList<>()).add(events.state(key, stated, entry));
        return new Outcome.Decided(stated);
    }

    private static ConsentRows.@Nullable ActorKey actorKey(ConsentCommand command) {
        String key = command.idempotencyKey();
        return key == null ? null : new ConsentRows.ActorKey(command.actor(), key);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
