import Ajv from "ajv";

const strings = { type: "object", additionalProperties: { type: "string" } };
const shut = (properties, required) => ({ type: "object", properties, required, additionalProperties: false });

// Kafka's own name for a setting, misspelled, is accepted by the custom resource and refused by the broker: hence the list.
const config = shut(
  {
    "cleanup.policy": { enum: ["compact", "delete"] },
    "retention.ms": { type: "integer", minimum: -1 },
    "segment.ms": { type: "integer", minimum: 1 },
    "max.compaction.lag.ms": { type: "integer", minimum: 1 },
    "min.insync.replicas": { type: "integer", minimum: 1 },
  },
  ["cleanup.policy", "retention.ms", "min.insync.replicas"],
);

const topic = shut(
  {
    apiVersion: { const: "kafka.strimzi.io/v1" },
    kind: { const: "KafkaTopic" },
    metadata: shut(
      {
        name: { type: "string" },
        namespace: { type: "string" },
        annotations: strings,
        // Without this label the Topic Operator does not see the topic.
        labels: { ...strings, required: ["strimzi.io/cluster"] },
      },
      ["name", "namespace", "labels"],
    ),
    spec: shut(
      { partitions: { type: "integer", minimum: 1 }, replicas: { type: "integer", minimum: 1, maximum: 32767 }, config },
      ["partitions", "replicas", "config"],
    ),
  },
  ["apiVersion", "kind", "metadata", "spec"],
);

const validate = new Ajv({ allErrors: true }).compile(topic);

/** Strimzi's KafkaTopic with the validator's shape that kubernetes-models gives its classes. */
export class KafkaTopic {
  validate() {
    if (!validate(this)) throw Object.assign(new Error("not a KafkaTopic"), { errors: validate.errors });
  }
}
