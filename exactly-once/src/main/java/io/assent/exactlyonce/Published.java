package io.assent.exactlyonce;

/**
 * How far Kafka has committed a lane.
 *
 * @param sequence of the last committed outbox row
 * @param topic of that row's last record, with its partition and offset; empty when the lane has published nothing yet
 */
public record Published(int lane, long sequence, String topic, int partition, long offset) {
    static Published nothing(int lane) {
        return new Published(lane, 0, "", -1, -1);
    }
}
