package io.assent.base.kafka;

import org.apache.kafka.common.TopicPartition;

/** Tells what this service's projections have applied. */
public interface ProjectionProgress {
    /** True when the record at the offset, and all before it, show in what this service answers. */
    boolean passed(TopicPartition partition, long offset);
}
