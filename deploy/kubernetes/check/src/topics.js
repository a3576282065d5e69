import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { stringify } from "yaml";

const TABLE = new URL("../../../topics.csv", import.meta.url);
const HEADER = "# Written by `npm run topics` from deploy/topics.csv: change it there.\n";

export const COMMITTED = new URL("../../base/topics/topics.yaml", import.meta.url);

/** The rows of deploy/topics.csv, from which the local stack and the tests create their topics too. */
export function readTable() {
  return parse(readFileSync(TABLE), { columns: true });
}

/** The KafkaTopic of a row. segmentMillis and compactionMillis 0 leave Kafka's default, as everywhere the table is read. */
export function kafkaTopic(row, { topicReplicas, minInsyncReplicas }) {
  const segment = Number(row.segmentMillis) > 0 ? { "segment.ms": Number(row.segmentMillis) } : {};
  const compaction = Number(row.compactionMillis) > 0 ? { "max.compaction.lag.ms": Number(row.compactionMillis) } : {};
  return {
    apiVersion: "kafka.strimzi.io/v1",
    kind: "KafkaTopic",
    metadata: { name: row.name },
    spec: {
      partitions: Number(row.partitions),
      replicas: topicReplicas,
      config: {
        "cleanup.policy": row.cleanupPolicy,
        "retention.ms": Number(row.retentionMillis),
        ...segment,
        ...compaction,
        "min.insync.replicas": minInsyncReplicas,
      },
    },
  };
}

/** The text of base/topics/topics.yaml. */
export function topicsYaml(table, durability) {
  return HEADER + table.map((row) => stringify(kafkaTopic(row, durability))).join("---\n");
}
