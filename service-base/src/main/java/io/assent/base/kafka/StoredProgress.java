package io.assent.base.kafka;

import io.assent.exactlyonce.Database;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.apache.kafka.common.TopicPartition;

/** Progress of projections that live in PostgreSQL, whichever instance projects. */
@Singleton
@DefaultBean
public class StoredProgress implements ProjectionProgress {
    private final Database database;

    public StoredProgress(Database database) {
        this.database = database;
    }

    @Override
    public boolean passed(TopicPartition partition, long offset) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select coalesce(min(next_offset), 0) > ? from consumer_position where topic = ? and partition = ?")) {
                select.setLong(1, offset);
                select.setString(2, partition.topic());
                select.setInt(3, partition.partition());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }
}
