package io.assent.ad.store;

import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.DeadLetters;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.PoisonRecordException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Dead letters of topics that every instance reads, at every start: each record is told of once. */
@Singleton
public class RefusedRecords {
    private static final String CONSUMER = "ad-memory";
    private static final int LANE = 0;

    private final Database database;
    private final DeadLetters deadLetters;

    public RefusedRecords(Database database, DeadLetters deadLetters) {
        this.database = database;
        this.deadLetters = deadLetters;
    }

    public void refuse(ConsumerRecord<byte[], byte[]> record, PoisonRecordException poison) {
        OutboxRecord letter = deadLetters.letter(CONSUMER, record, poison.reason(), poison.detail());
        database.transact(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into refused_record (place) values (?) on conflict do nothing")) {
                insert.setString(1, new String(letter.key(), StandardCharsets.UTF_8));
                if (insert.executeUpdate() == 1) {
                    Outbox.append(connection, LANE, List.of(letter));
                }
                return letter;
            }
        });
    }
}
