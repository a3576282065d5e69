package io.assent.notification.delivery;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one instance tells the others: for whom there is something to hand over. People are named by four bytes each, so that a
 * batch fits into one notice; who is meant by mistake is looked at in vain.
 *
 * @param sender a hash of the instance that tells it
 * @param people hashes of their ids
 */
public record Notice(Kind kind, int sender, Set<Integer> people) {
    /** PostgreSQL takes less than 8,000 bytes. */
    static final int MOST_PEOPLE = 1_400;

    private static final int BYTES_OF_A_HASH = 4;

    /** What happened to messages of these people. */
    public enum Kind {
        /** They were taken, and wait. */
        QUEUED,
        /** The same, and among them is one that overtakes others. */
        URGENT,
        /** They were written to devices of the instance that tells it; the person's other devices have not seen them. */
        SENT;

        private char letter() {
            return name().charAt(0);
        }
    }

    /** One text; more only when there are more people than fit. */
    public static List<String> texts(Kind kind, int sender, Collection<String> people) {
        List<Integer> hashes =
                people.stream().map(Notice::hash).distinct().sorted().toList();
        List<String> texts = new ArrayList<>();
        for (int from = 0; from < hashes.size(); from += MOST_PEOPLE) {
            List<Integer> part = hashes.subList(from, Math.min(from + MOST_PEOPLE, hashes.size()));
            ByteBuffer bytes =
                    ByteBuffer.allocate((1 + part.size()) * BYTES_OF_A_HASH).putInt(sender);
            part.forEach(bytes::putInt);
            texts.add(kind.letter() + Base64.getEncoder().withoutPadding().encodeToString(bytes.array()));
        }
        return texts;
    }

    /** Empty when it is none of ours: anybody with the database may send on the channel. */
    public static Optional<Notice> of(String text) {
        for (Kind kind : Kind.values()) {
            if (!text.isEmpty() && text.charAt(0) == kind.letter()) {
                return decode(kind, text.substring(1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Notice> decode(Kind kind, String text) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
        if (bytes.remaining() < BYTES_OF_A_HASH || bytes.remaining() % BYTES_OF_A_HASH != 0) {
            return Optional.empty();
        }
        int sender = bytes.getInt();
        Set<Integer> people = new HashSet<>();
        while (bytes.hasRemaining()) {
            people.add(bytes.getInt());
        }
        return Optional.of(new Notice(kind, sender, people));
    }

    /** What a person is called in notices; others may be called the same. */
    public static int hash(String person) {
        return person.hashCode();
    }
}
