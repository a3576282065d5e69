package io.assent.consent.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commands whose idempotency key came before, in this group or ever: they are answered as the first one was. Refusals
 * changed nothing and are not remembered; the same key may be tried again.
 */
final class RepeatedCommands {
    private final Map<AnswerRows.Key, AnswerRows.Answer> known;
    private final Map<AnswerRows.Key, AnswerRows.Answer> added = new HashMap<>();

    private RepeatedCommands(Map<AnswerRows.Key, AnswerRows.Answer> known) {
        this.known = known;
    }

    static RepeatedCommands among(Connection connection, List<ConsentCommand> commands) throws SQLException {
        List<AnswerRows.Key> keys = commands.stream()
                .map(RepeatedCommands::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new RepeatedCommands(keys.isEmpty() ? new HashMap<>() : AnswerRows.select(connection, keys));
    }

    Optional<Outcome> answered(ConsentCommand command) {
        AnswerRows.Key key = key(command);
        AnswerRows.Answer answer = key == null ? null : known.get(key);
        if (answer == null) {
            return Optional.empty();
        }
        return Optional.of(
                MessageDigest.isEqual(answer.requestHash(), hash(command))
                        ? new Outcome.Decided(answer.stated(), false)
                        : new Outcome.Refused("idempotency_key_reused", "this key came with another request", null));
    }

    void remember(ConsentCommand command, Outcome outcome) {
        AnswerRows.Key key = key(command);
        if (key != null && outcome instanceof Outcome.Decided(Stated stated, var _)) {
            AnswerRows.Answer answer = new AnswerRows.Answer(command.person(), hash(command), stated);
            known.put(key, answer);
            added.put(key, answer);
        }
    }

    /** @param lanes of the group, since an answer may be a state of this very transaction */
    void write(Connection connection, Lanes lanes) throws SQLException {
        added.replaceAll((_, answer) ->
                new AnswerRows.Answer(answer.person(), answer.requestHash(), lanes.settle(answer.stated())));
        AnswerRows.insert(connection, added);
    }

    private static AnswerRows.@Nullable Key key(ConsentCommand command) {
        String key = command.idempotencyKey();
        return key == null ? null : new AnswerRows.Key(command.actor(), key);
    }

    private static byte[] hash(ConsentCommand command) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(command.fingerprint().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
