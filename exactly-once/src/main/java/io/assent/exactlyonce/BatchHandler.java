package io.assent.exactlyonce;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Applies records to the database, with statements for the whole batch. It may be called again with the same records or
 * a part of them, each time in a fresh transaction, but its effects are committed once a record.
 */
@FunctionalInterface
public interface BatchHandler {
    void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records, Rejections rejections)
            throws SQLException;
}
