import { Deployment } from "kubernetes-models/apps/v1";
import { Job } from "kubernetes-models/batch/v1";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { ConfigMap, Namespace, Service, ServiceAccount } from "kubernetes-models/v1";
import { KafkaTopic } from "./kafka-topic.js";

/** What may be applied, and by which validator. A Secret is not among them: none may be rendered with a value. */
export const KINDS = new Map(
  Object.entries({
    "apps/v1 Deployment": Deployment,
    "batch/v1 Job": Job,
    "kafka.strimzi.io/v1 KafkaTopic": KafkaTopic,
    "networking.k8s.io/v1 NetworkPolicy": NetworkPolicy,
    "policy/v1 PodDisruptionBudget": PodDisruptionBudget,
    "v1 ConfigMap": ConfigMap,
    "v1 Namespace": Namespace,
    "v1 Service": Service,
    "v1 ServiceAccount": ServiceAccount,
  }),
);

export const kindOf = (object) => `${object.apiVersion} ${object.kind}`;
