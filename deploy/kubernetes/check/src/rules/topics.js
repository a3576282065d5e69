import { isDeepStrictEqual } from "node:util";
import { finding } from "../objects.js";
import { kafkaTopic } from "../topics.js";

/** The topics are those of deploy/topics.csv, no more and no fewer, with the durability that the overlay promises. */
export function topics(objects, { table, promise }) {
  const found = new Map(objects.filter((it) => it.kind === "KafkaTopic").map((it) => [it.metadata.name, it]));
  const wanted = new Map(table.map((row) => [row.name, kafkaTopic(row, promise)]));

  return [
    ...[...wanted.values()]
      .filter((topic) => !isDeepStrictEqual(found.get(topic.metadata.name)?.spec, topic.spec))
      .map((topic) => finding(topic, "topic_drift", `is not as topics.csv says: ${JSON.stringify(topic.spec)}`)),
    ...[...found.values()]
      .filter((topic) => !wanted.has(topic.metadata.name))
      .map((topic) => finding(topic, "topic_drift", "is not in topics.csv")),
  ];
}
