package io.assent.exactlyonce;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends single records to the dead-letter topic, in the transaction of the batch that they came in. */
@FunctionalInterface
public interface Rejections {
    /**
     * @param reason a stable code in snake_case
     * @param detail for the operator; must not quote the record's value
     */
    void reject(ConsumerRecord<byte[], byte[]> record, String reason, String detail);

    default void reject(ConsumerRecord<byte[], byte[]> record, PoisonRecordException poison) {
        reject(record, poison.reason(), poison.detail());
    }
}
